// What gRPC says in headers and trailers.
// https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md

/** What a call ends with beside its status: names in lower case; values of names that end in -bin are base64. */
export type Trailers = Readonly<Record<string, string | string[]>>;

/** How a call ends that failed. */
export interface ErrorStatus {
  readonly code: number;
  readonly details: string;
  readonly trailers: Trailers;
}

const timeoutUnitsMs: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1_000,
  m: 1,
  u: 0.001,
  n: 0.000_001,
};

/** How long a client waits, in milliseconds; undefined where it does not say, and for what is no time. */
export function timeoutMsOf(header: string | string[] | undefined): number | undefined {
  if (header === undefined) return undefined;
  const text = String(header);
  const digits = text.slice(0, -1);
  const unitMs = timeoutUnitsMs[text.slice(-1)];
  return unitMs !== undefined && /^\d{1,8}$/.test(digits) ? Number(digits) * unitMs : undefined;
}

/** Spaces at the ends are not kept by everybody. */
const plainMessage = /^(?:[\x21-\x24\x26-\x7e](?:[\x20-\x24\x26-\x7e]*[\x21-\x24\x26-\x7e])?)?$/;
const utf8Encoder = new TextEncoder();

/** A status' message as a header's value: bytes that are not plain ASCII, and the percent sign, by their numbers. */
export function messageHeader(message: string): string {
  if (plainMessage.test(message)) return message;
  let text = '';
  const bytes = utf8Encoder.encode(message);
  for (const [at, byte] of bytes.entries())
    text +=
      (byte > 0x20 || (byte === 0x20 && at > 0 && at < bytes.length - 1)) && byte <= 0x7e && byte !== 0x25
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).padStart(2, '0').toUpperCase()}`;
  return text;
}

/** A status as the headers that carry it. */
export function statusHeaders({ code, details, trailers }: ErrorStatus): Trailers {
  return { 'grpc-status': String(code), 'grpc-message': messageHeader(details), ...trailers };
}
