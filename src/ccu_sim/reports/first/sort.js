for (const head of document.querySelectorAll("table.sorts thead th")) {
  if (!head.textContent) continue;
  const button = document.createElement("button");
  button.textContent = head.textContent;
  head.replaceChildren(button);
  button.addEventListener("click", () => {
    const body = head.closest("table").tBodies[0];
    const down = head.getAttribute("aria-sort") !== "descending";
    for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const text = (row) => row.cells[head.cellIndex].textContent.trim();
    const plain = (row) => text(row).replace(/^(at least )?A\$/, "").replace(/,/g, "");
    const number = (row) => parseFloat(plain(row).replace("\u2212", "-"));
    const order = (a, b) => {
      const [x, y] = [number(a), number(b)];
      if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
      if (!Number.isNaN(x) || !Number.isNaN(y)) return Number.isNaN(x) ? -1 : 1;
      return text(a).localeCompare(text(b));
    };
    body.replaceChildren(...[...body.rows].sort((a, b) => (down ? order(b, a) : order(a, b))));
  });
}
