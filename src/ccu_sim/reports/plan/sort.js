for (const head of document.querySelectorAll("table.sorts thead th")) {
  const button = document.createElement("button");
  button.textContent = head.textContent;
  head.replaceChildren(button);
  button.addEventListener("click", () => {
    const body = head.closest("table").tBodies[0];
    const down = head.getAttribute("aria-sort") !== "descending";
    for (const other of head.parentNode.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const number = (row) => {
      const text = row.cells[head.cellIndex].textContent.replace(/,/g, "").replace("\u2212", "-");
      const value = parseFloat(text);
      return Number.isNaN(value) ? text : value;
    };
    const rows = [...body.rows].sort((a, b) => {
      const [x, y] = [number(a), number(b)];
      const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
      return down ? -order : order;
    });
    body.replaceChildren(...rows);
  });
}
