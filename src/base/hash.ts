const OFFSET_HIGH = 0xcbf29ce4;
const OFFSET_LOW = 0x84222325;
/** The prime is this and 2^40. */
const PRIME_LOW = 0x1b3;
const WORD = 2 ** 32;

/**
 * FNV-1a of 64 bits over the text's UTF-16 units, in 16 hexadecimal digits: tells texts apart that nobody has made to look alike. For what runs before a program
 * starts: `node:crypto` takes 4 ms to load. Source: http://www.isthe.com/chongo/tech/comp/fnv
 */
export function hashOf(text: string): string {
  let high = OFFSET_HIGH;
  let low = OFFSET_LOW;
  for (let i = 0; i < text.length; i++) {
    low = (low ^ text.charCodeAt(i)) >>> 0;
    const product = low * PRIME_LOW;
    high = (Math.imul(high, PRIME_LOW) + Math.floor(product / WORD) + (low << 8)) >>> 0;
    low = product >>> 0;
  }
  return digits(high) + digits(low);
}

const digits = (word: number): string => word.toString(16).padStart(8, '0');
