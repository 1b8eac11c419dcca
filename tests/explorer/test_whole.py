"""The page as a whole: accessible, closed to the network, steady, and clear where it cannot run."""

import re

import pytest

import ccu_sim as ccu
from ccu_sim.explorer import MOST_BYTES, Page
from ccu_sim.explorer.lessons import lessons
from ccu_sim.inputs import load_unit
from tests.explorer.waiting import until

START = "#v=1&months=3&luck=4&this=site-2&that=site-2,leadership*1@1"
LATER = "#v=1&months=12&luck=4&this=site-1&that=site-1,leadership*1@1&at=1090"
PHONE = {"width": 400, "height": 900}
WIDTHS = (1280, 768, 400)
SCHEMES = ("dark", "light")
NAMES = [lesson.file.name for lesson in lessons()]
TITLES = {lesson.file.name: lesson.file.title for lesson in lessons()}


NAMES_OF_KINDS = re.compile(r"http://www\.w3\.org/(?:2000/svg|1999/xlink)")
"""Of drawings and links in them; nothing is fetched from there."""


@pytest.fixture(scope="module")
def begun(opened_for_all):
    """The page as it opens, with all pairs of runs, for tests that only look at it."""
    page = opened_for_all(START)
    until(page, "pairs", "200")
    return page


def found_in_all_looks(page, complaints, widths=WIDTHS):
    """Look with axe at each width in the dark and in the light; no script asks for the width.

    The schemes differ in colours alone, so at each width all other rules look once.
    """
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            until(page, "theme", scheme)
            if told := complaints(page, colours_alone=scheme == SCHEMES[1]):
                found[width, scheme] = told
    return found


def test_axe_would_find_something_even_in_one_look_alone(opened, complaints):
    page = opened(START, color_scheme="dark")
    page.evaluate("document.querySelector('#about').append(document.createElement('button'))")
    page.evaluate("document.querySelector('#about').style.color = '#666666'")  # faint in the dark
    found = found_in_all_looks(page, complaints, [400])
    assert found.keys() == {(400, "dark")}
    assert [one for one, _ in found[400, "dark"]] == ["button-name", "color-contrast"]


def test_axe_finds_nothing(opened, settle, complaints):
    page = opened(START, color_scheme="dark")
    page.locator("#team-0 g.person.leader").click()
    page.click("#lessons")
    assert found_in_all_looks(page, complaints) == {}
    page.click(f"text={TITLES['the-contract-cliff']}")
    page.click("text=Show what happens")
    for_months(page, 12, settle)
    until(page, "pairs", "200")
    assert page.locator("#lesson .because").is_visible()
    assert found_in_all_looks(page, complaints) == {}


def test_axe_finds_nothing_when_there_is_much_to_tell(opened, complaints):
    page = opened(LATER, color_scheme="dark")
    until(page, "pairs", "200")
    page.locator("#team-0 g.person.leader").click()
    told = page.locator("#diary-0 .events, #diary-1 .events, #person .events").all()
    assert len(told) == 3
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert all(one.evaluate("one => one.scrollHeight > one.clientHeight") for one in told)
    assert found_in_all_looks(page, complaints) == {}


def test_on_a_phone_the_difference_is_seen_without_moving_the_table(begun):
    begun.set_viewport_size(PHONE)
    ends = begun.locator("#answer td:nth-child(4)").evaluate_all(
        """all => all.map(one => one.closest(".scroll").getBoundingClientRect().right
            - one.getBoundingClientRect().right)"""
    )
    assert len(ends) > 4
    assert min(ends) >= 0


@pytest.mark.parametrize("width", [768, 400])
def test_no_hint_in_a_field_is_cut(begun, width):
    begun.set_viewport_size({"width": width, "height": 900})
    fields = begun.locator(".done input[type=number]")
    assert fields.count() == 2
    room = fields.last.evaluate(
        """(field) => {
            const style = getComputedStyle(field);
            const paper = document.createElement("canvas").getContext("2d");
            paper.font = style.font;
            const arrows = 15;
            return field.clientWidth - parseFloat(style.paddingLeft) - arrows
                - parseFloat(style.paddingRight) - paper.measureText(field.placeholder).width;
        }"""
    )
    assert room > 0


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_screen(begun, width):
    begun.set_viewport_size({"width": width, "height": 900})
    assert begun.locator("#answer table").is_visible()
    assert begun.evaluate("document.documentElement.scrollWidth") <= width


def for_months(page, months, settle):
    """Shorten what is run: a lesson's three years take many units long."""
    page.fill("#months", str(months))
    page.press("#months", "Tab")
    settle(page)


@pytest.fixture(scope="module")
def page_of_lessons(opened_for_all):
    """The page with the list of lessons."""
    page = opened_for_all(START)
    page.click("#lessons")
    return page


@pytest.fixture
def listed(page_of_lessons, settle):
    """The list of lessons; the one that is taken up is left, and its units run no longer."""
    yield page_of_lessons
    for_months(page_of_lessons, 1, settle)
    page_of_lessons.click("text=All lessons")


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_keeps_its_answer_until_it_is_asked_for(listed, settle, name):
    page = listed
    page.click(f"text={TITLES[name]}")
    settle(page)
    assert page.locator("#notice").is_hidden()
    assert page.locator("#lesson .rest").is_hidden()
    page.locator("#lesson .predict input").nth(0).check()
    page.click("text=Show what happens")
    assert page.locator("#lesson .because").is_visible()
    assert page.locator("#lesson cite").count() >= 1
    digests = page.locator("#takeaway > .piece .digest").all_inner_texts()
    assert digests[0] != digests[1]
    assert f"lesson={name}" in page.evaluate("location.hash")


def test_whoever_is_to_predict_is_told_nothing_that_has_not_happened(opened, settle):
    page = opened(START)
    told = page.locator("#parting")
    page.click("#lessons")
    page.click(f"text={TITLES['a-leader-who-leaves']}")
    for_months(page, 24, settle)
    page.wait_for_selector("#answer tbody tr", state="attached")
    assert "Predict first" in told.inner_text()
    assert page.locator("#answer").is_hidden()
    assert page.locator(".lanes").is_hidden()
    assert "at the end" not in page.locator("#charts svg").first.get_attribute("aria-label")
    page.click("#to-parting")
    assert "the same things happened in both" in told.inner_text()
    assert "The first to leave" not in told.inner_text()
    page.click("text=Show what happens")
    assert "The first to leave" in told.inner_text()
    assert page.locator("#answer table").is_visible()
    assert page.locator(".lanes").is_visible()
    assert "at the end" in page.locator("#charts svg").first.get_attribute("aria-label")
    page.click("text=All lessons")
    assert "Predict first" not in told.inner_text()


def test_it_weighs_little_and_stands_alone(page_file):
    text = page_file.read_text(encoding="utf-8")
    assert len(text.encode()) <= MOST_BYTES
    for word in ("http://", "https://", "unsafe-inline", "unsafe-eval'", "eval("):
        outside = NAMES_OF_KINDS.sub("", text).replace("wasm-unsafe-eval'", "")
        assert word not in outside.split('id="data"')[0], word


def test_the_policy_lets_nothing_out(opened):
    page = opened(START)
    tried = page.evaluate(
        """async () => {
            const found = [];
            const note = (event) => found.push(event.effectiveDirective);
            document.addEventListener("securitypolicyviolation", note);
            await fetch("https://example.org/").catch(() => found.push("refused"));
            const image = new Image();
            image.src = "https://example.org/a.png";
            await new Promise((done) => { image.onerror = done; });
            return found;
        }"""
    )
    assert "refused" in tried
    assert {"connect-src", "img-src"} <= set(tried)
    opened.said.clear()


def test_a_name_with_html_in_it_stays_text(opened, tmp_path):
    evil = '<img src=x onerror="document.title=1"></script><b>unit</b>'
    unit = load_unit("site-2").varied({"name": "ours", "title": evil})
    file = ccu.explore(unit).save(tmp_path / "evil.html")
    page = opened("#v=1&months=1&luck=1&this=ours&that=ours", file=file)
    assert evil in page.locator("#about").inner_text()
    assert page.locator("#about b, #about img").count() == 0
    assert "ours.yaml" in page.locator("#takeaway").inner_text()


RESETS_AND_ROLLS = """async (times) => {
    const { dataset } = document.documentElement;
    const rested = () => new Promise((there) => {
        const watch = new MutationObserver(() => {
            if (dataset.busy !== "no") return;
            watch.disconnect();
            there();
        });
        watch.observe(document.documentElement, { attributes: true });
    });
    const press = (name, shown, wanted) => {
        document.getElementById(name).click();
        const found = Number(document.getElementById(shown).value);
        if (found !== wanted) throw new Error(`${name}: ${shown} is ${found}, not ${wanted}`);
    };
    for (let time = 0; time < times; time += 1) {
        press("forward", "moment", 21);
        press("reset", "moment", 0);
        const rest = rested();
        press("roll", "luck", Number(document.getElementById("luck").value) + 1);
        await rest;
    }
}"""
"""Each press is seen to have done what it is for, and each roll is lived and drawn."""


def test_a_hundred_resets_and_rolls_leave_nothing_behind(opened, settle):
    page = opened("#v=1&months=1&luck=1&this=site-2&that=site-2,leadership*1@1")
    until(page, "pairs", "200")
    session = page.context.new_cdp_session(page)

    def held():
        session.send("HeapProfiler.collectGarbage")
        counts = session.send("Memory.getDOMCounters")
        heap = session.send("Runtime.getHeapUsage")["usedSize"]
        return counts["nodes"], counts["jsEventListeners"], len(page.workers), heap / 1e6

    for button in ("forward", "reset", "roll"):  # where a hand would press them
        page.click(f"#{button}")
    settle(page)
    drawn = int(page.locator("html").get_attribute("data-ready"))
    page.evaluate(RESETS_AND_ROLLS, 4)
    before = held()
    page.evaluate(RESETS_AND_ROLLS, 95)
    after = held()
    assert page.input_value("#luck") == "101"
    assert "luck=101&" in page.evaluate("location.hash")
    assert int(page.locator("html").get_attribute("data-ready")) == drawn + 99
    assert after[2] == before[2]
    assert after[0] < before[0] * 1.3
    assert after[1] < before[1] * 1.3
    assert after[3] < before[3] + 5


def test_a_worker_that_dies_is_replaced(opened, settle):
    """The first two workers fall over as soon as they are asked for a history."""
    page = opened(
        START,
        wait=False,
        script="""
            const Real = window.Worker;
            window.fallen = 0;
            window.Worker = class extends Real {
                constructor(source) {
                    super(source);
                    this.first = window.fallen < 1;
                }
                postMessage(message) {
                    if (message.kind === "live" && window.fallen < 1) {
                        window.fallen += 1;
                        this.dispatchEvent(new ErrorEvent("error", { cancelable: true }));
                    } else super.postMessage(message);
                }
            };
        """,
    )
    page.wait_for_selector("html[data-ready]", state="attached")
    assert page.evaluate("window.fallen") == 1
    assert page.locator("#takeaway > .piece .digest").count() == 2
    assert page.locator("#notice").is_hidden()


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("delete window.WebAssembly", "has no WebAssembly"),
        (
            "WebAssembly.compile = () => Promise.reject(new RangeError('out of memory'))",
            "cannot begin in this browser (out of memory)",
        ),
    ],
)
def test_a_browser_that_cannot_run_the_model_says_so(opened, script, sentence):
    page = opened(START, wait=False, script=script)
    page.wait_for_selector("#notice:not([hidden])")
    assert sentence in page.locator("#notice").inner_text()


def test_without_scripts_there_are_a_sentence_and_pictures(opened):
    page = opened("", wait=False, java_script_enabled=False)
    assert "needs scripts" in page.locator("noscript, .notice").first.inner_text()
    pictures = page.locator("#still img").all()
    assert len(pictures) == 4
    for picture in pictures:
        assert picture.is_visible()
        assert len(picture.get_attribute("alt")) > 40
    shown = page.locator("#still").inner_text()
    assert "One run of" in shown
    assert "in 10 possible worlds with 2 runs each" in shown
    assert page.locator("button:visible").count() == 0  # nothing that would do nothing


def test_without_scripts_pictures_stay_legible_on_a_phone(opened):
    page = opened("", wait=False, java_script_enabled=False, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    for picture in page.locator("#still img").all():
        assert picture.bounding_box()["width"] >= 640
        picture.locator("..").evaluate("one => { one.scrollLeft = 1000 }")
        assert picture.bounding_box()["x"] < 0


def test_it_is_shown_in_a_notebook_as_a_frame(page_file):
    shown = Page("The explorer", page_file.read_text(encoding="utf-8"))._repr_html_()
    assert shown.startswith("<iframe")
    assert "<script" not in shown
