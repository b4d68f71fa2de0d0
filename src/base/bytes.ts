const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Bytes of `4096`, `64k`, `16MB`, `2 GiB`; undefined if the text is no size. */
export function byteCount(size: string): number | undefined {
  const found = /^\s*(\d+(?:\.\d+)?)\s*([kmg]?)(?:i?b)?\s*$/i.exec(size);
  return found === null ? undefined : Math.round(Number(found[1]) * UNITS[found[2]!.toLowerCase()]!);
}
