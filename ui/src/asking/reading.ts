/** Digits of any script as 0-9, full width and signs too. */
export function plainDigits(typed: string): string {
  return typed.normalize("NFKC").replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)));
}

/** The decimal digits of a script stand ten in a row: the value is the distance from its zero. */
function valueOf(digit: string): number {
  const point = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value += 1;
  return value;
}

/** Reads a number as people write it (１，２００ · ١٢ · −3,5 stays as it is) ; what is no number comes back as typed. */
export function readNumber(typed: string): string {
  const text = plainDigits(typed).trim().replace(/^[−‐–ー－]/, "-").replace(/٫/g, ".").replace(/٬/g, ",");
  const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replace(/,/g, "") : text;
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(grouped) ? grouped.replace(/^\+/, "") : typed.trim();
}

/** Reads a time of the day (14:30, 1430, 14時30分, 午後2時半, 2:30 pm) and returns hh:mm; the rest comes back as typed. */
export function readTime(typed: string): string {
  const text = plainDigits(typed).trim().toLowerCase();
  const afternoon = /午後|夜|pm|p\.m\./.test(text);
  const morning = /午前|朝|am|a\.m\./.test(text);
  const bare = text.replace(/午前|午後|朝|夜|[ap]\.?m\.?/g, "").trim();
  const parts = /^(\d{1,2})(?:\s*[:.時]\s*(?:(\d{1,2})\s*分?|(半))?)?$/.exec(bare) ?? /^(\d{2})(\d{2})$/.exec(bare);
  if (!parts) return typed.trim();
  const hour = half(Number(parts[1]), morning, afternoon);
  const minute = parts[3] ? 30 : Number(parts[2] ?? 0);
  const bareNumber = /^\d{1,2}$/.test(bare) && !morning && !afternoon;
  if (bareNumber || hour > 23 || minute > 59) return typed.trim();
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

function half(hour: number, morning: boolean, afternoon: boolean): number {
  if (hour === 12 && morning) return 0;
  return afternoon && hour < 12 ? hour + 12 : hour;
}

export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d/.test(text);
}

/** The names in an answer of several choices. */
export function namesIn(answer: string): string[] {
  return answer.split(/\s+/).filter(Boolean);
}
