"""Pages measured in Chromium: what is cut off, and which labels of figures meet."""

import re


def measurable(page):
    """Take a page's own policy out, which forbids the scripts that look into its figures."""
    return re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)


UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true })"

CUT = """() => [...document.querySelectorAll('main *')].filter(one => {
  if (one.closest('.scroll, .drawn') || one.tagName === 'SOURCE') return false;
  const box = one.getBoundingClientRect();
  return box.width > 0 && box.right > document.documentElement.clientWidth + 1;
}).map(one => one.outerHTML.slice(0, 80))"""

LABELS = """async () => {
  const faults = [];
  let measured = 0;
  for (const image of document.querySelectorAll('main img')) {
    const shown = image.getBoundingClientRect();
    if (!shown.width) continue;
    const text = await (await fetch(image.currentSrc)).text();
    const holder = document.createElement('div');
    holder.style.cssText = `position:absolute;left:0;top:0;width:${shown.width}px`;
    holder.innerHTML = text.slice(text.indexOf('<svg'));
    document.body.append(holder);
    const svg = holder.querySelector('svg');
    svg.style.cssText = `width:${shown.width}px;height:auto;display:block`;
    const whole = svg.getBoundingClientRect();
    const labels = [...svg.querySelectorAll('g[id^="text_"]')]
      .map(one => ({
        said: [...one.childNodes].find(node => node.nodeType === 8)?.data.trim() ?? '',
        box: one.getBoundingClientRect(),
      }))
      .filter(one => one.box.width > 0);
    measured += labels.length;
    const slack = 1.5 * whole.width / 960;
    for (const {said, box} of labels) {
      if (box.left < whole.left - slack || box.right > whole.right + slack
          || box.top < whole.top - slack || box.bottom > whole.bottom + slack)
        faults.push(`${said} is cut`);
      if (said.length > 1 && Math.min(box.width, box.height) < 4.5)
        faults.push(`${said} is too small`);
    }
    labels.forEach((one, place) => labels.slice(place + 1).forEach(other => {
      const [a, b] = [one.box, other.box];
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > slack && down > slack) faults.push(`${one.said} | ${other.said} overlap`);
    }));
    holder.remove();
  }
  return {measured, faults};
}"""
"""Every figure is put into the page as it is shown there, and its texts are measured."""
