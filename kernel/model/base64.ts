// Base64 (RFC 4648, section 4) without the platform.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOf = new Map(alphabet.split('').map((letter, value) => [letter, value]));

/** The bytes of padded base64 text, line breaks allowed; undefined when it is malformed. */
export function bytesFromBase64(text: string): Uint8Array | undefined {
  const compact = text.replaceAll(/[\r\n]/g, '');
  if (compact.length % 4 !== 0) return undefined;
  const padding = compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((compact.length / 4) * 3 - padding);
  let position = 0;
  for (let index = 0; index < compact.length; index += 4) {
    let group = 0;
    for (let offset = 0; offset < 4; offset++) {
      const letter = compact[index + offset] ?? '=';
      const isPadding = letter === '=' && index + offset >= compact.length - padding;
      const value = isPadding ? 0 : valueOf.get(letter);
      if (value === undefined) return undefined;
      group = group * 64 + value;
    }
    for (let shift = 16; shift >= 0 && position < bytes.length; shift -= 8)
      bytes[position++] = (group >> shift) & 255;
  }
  return bytes;
}

/** Padded base64 text without line breaks. */
export function base64FromBytes(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(index, index + 3);
    const group = (a << 16) | (b << 8) | c;
    const left = bytes.length - index;
    text += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63);
    text += left > 1 ? alphabet.charAt((group >> 6) & 63) : '=';
    text += left > 2 ? alphabet.charAt(group & 63) : '=';
  }
  return text;
}
