/** A function that computes each text's value once and keeps the `maxEntries` last used ones. */
export function memoize<Value>(maxEntries: number, compute: (key: string) => Value): (key: string) => Value {
  const kept = new Map<string, Value>();
  return (key) => {
    const value = kept.has(key) ? (kept.get(key) as Value) : compute(key);
    kept.delete(key);
    kept.set(key, value);
    for (const oldest of kept.keys()) {
      if (kept.size <= maxEntries) break;
      kept.delete(oldest);
    }
    return value;
  };
}
