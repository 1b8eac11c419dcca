// Plain values as YAML: every text in quotes, so that nothing in it can be taken for anything else.

const UNPRINTABLE = /[\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff]/g; // to YAML

function quoted(text) {
  return JSON.stringify(text).replace(
    UNPRINTABLE,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

export function yamlOf(value, indent = "") {
  if (Array.isArray(value))
    return value.length ? value.map((one) => `\n${indent}- ${nested(one, indent)}`).join("") : "[]";
  if (value !== null && typeof value === "object") return pairs(value, indent);
  return typeof value === "string" ? quoted(value) : JSON.stringify(value);
}

function pairs(value, indent) {
  const known = Object.entries(value).filter(([, one]) => one !== null);
  if (known.length === 0) return "{}";
  return known.map(([key, one]) => `\n${indent}${key}: ${yamlOf(one, `${indent}  `)}`).join("");
}

// An item of a list: its first key stands beside the dash.
function nested(value, indent) {
  return yamlOf(value, `${indent}  `).trimStart();
}

export function documentOf(value) {
  return `${yamlOf(value).trimStart()}\n`;
}
