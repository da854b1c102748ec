/** Freezes plain objects and arrays all the way down. Anything else in them, bytes and zod schemas, stays as it is. */
export function deepFreeze<T>(value: T): T {
  if (!isPlain(value)) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
