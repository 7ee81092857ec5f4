// Several streams over one WebSocket: each message starts with the number of its channel. The fifth version of
// the protocol adds a signal that a channel has ended: the number 255, then the channel's. Pure.

export const channels = { stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4 } as const;
const closeSignal = 255;
const [stdinText, resizeText] = ['0', '4'] as const;

/** The protocols served, the best first. */
export const channelProtocols = [
  'v5.channel.k8s.io',
  'v4.channel.k8s.io',
  'v4.base64.channel.k8s.io',
] as const;
export type ChannelProtocol = (typeof channelProtocols)[number];

/** The best protocol that a client offers. */
export function chooseChannelProtocol(offered: Iterable<string>): ChannelProtocol | undefined {
  const known = new Set(offered);
  return channelProtocols.find((protocol) => known.has(protocol));
}

export type ChannelMessage =
  | { readonly kind: 'data'; readonly channel: number; readonly data: Uint8Array }
  | { readonly kind: 'close'; readonly channel: number };

/** Reads a message; undefined for one that is none. */
export function decodeChannel(protocol: ChannelProtocol, message: Uint8Array): ChannelMessage | undefined {
  const [first, second] = message;
  if (first === undefined) return undefined;
  if (protocol === 'v4.base64.channel.k8s.io') {
    const channel = String.fromCharCode(first);
    if (channel !== stdinText && channel !== resizeText) return undefined;
    const text = Buffer.from(message.subarray(1)).toString('latin1');
    return { kind: 'data', channel: Number(channel), data: Buffer.from(text, 'base64') };
  }
  if (first === closeSignal && protocol === 'v5.channel.k8s.io')
    return second === undefined ? undefined : { kind: 'close', channel: second };
  return { kind: 'data', channel: first, data: message.subarray(1) };
}

/** Makes a message: text for the protocol in base64, bytes for the others. */
export function encodeChannel(
  protocol: ChannelProtocol,
  channel: number,
  data: Uint8Array,
): string | Uint8Array {
  if (protocol === 'v4.base64.channel.k8s.io') return `${channel}${Buffer.from(data).toString('base64')}`;
  return Buffer.concat([Uint8Array.of(channel), data]);
}
