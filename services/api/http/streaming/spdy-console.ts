// exec and attach over SPDY: a stream for each of a program's, one for a terminal's sizes, one for how it ended.
import type { Duplex } from 'node:stream';
import { OrcError } from '#kernel/errors.ts';
import { type Receiver, SpdySession, type SpdyStream } from '#api/http/spdy/session.ts';
import { type Console, type ConsoleInput, type ConsoleOptions, sizeIn } from '#api/http/streaming/console.ts';
import { Inbox } from '#api/http/streaming/inbox.ts';
import { endStatus, endText } from '#api/http/streaming/status.ts';
import { apiLimits } from '#api/limits.ts';
import type { Ending } from '#runtime/stream.ts';

/** The protocols served, the best first. Before the fourth, the end is told as text. */
export const spdyConsoleProtocols = [
  'v4.channel.k8s.io',
  'v3.channel.k8s.io',
  'v2.channel.k8s.io',
  'channel.k8s.io',
] as const;
export type SpdyConsoleProtocol = (typeof spdyConsoleProtocols)[number];

const streamTypes = ['error', 'stdin', 'stdout', 'stderr', 'resize'] as const;
type StreamType = (typeof streamTypes)[number];

/** The longest text of a terminal's size. */
const sizeCharacters = 256;

/** Reads sizes from text in pieces, cut anywhere. */
export class SizeReader {
  #text = '';

  /** The sizes that are whole now, and how much of the text each took. */
  push(text: string): { readonly size: ConsoleInput; readonly length: number }[] {
    this.#text += text;
    const sizes: { readonly size: ConsoleInput; readonly length: number }[] = [];
    for (let at = this.#text.indexOf('}'); at >= 0; at = this.#text.indexOf('}')) {
      const size = sizeIn(this.#text.slice(0, at + 1));
      if (size !== undefined) sizes.push({ size, length: at + 1 });
      this.#text = this.#text.slice(at + 1);
    }
    if (this.#text.length > sizeCharacters) this.#text = '';
    return sizes;
  }
}

export class SpdyConsole implements Console {
  readonly input: Inbox<ConsoleInput>;
  readonly #protocol: SpdyConsoleProtocol;
  readonly #session: SpdySession;
  readonly #streams = new Map<StreamType, SpdyStream>();
  readonly #wanted: ReadonlySet<StreamType>;
  readonly #sizes = new SizeReader();
  #opened: () => void = () => undefined;

  private constructor(carrier: Duplex, protocol: SpdyConsoleProtocol, options: ConsoleOptions) {
    this.#protocol = protocol;
    this.#wanted = new Set(
      streamTypes.filter((type) => type === 'error' || (type !== 'resize' && options[type])),
    );
    this.input = new Inbox((sizeBytes, { kind }) =>
      this.#streams.get(kind === 'stdin' ? 'stdin' : 'resize')?.taken(sizeBytes),
    );
    this.#session = new SpdySession(carrier, (stream) => this.#accept(stream));
  }

  /** Resolves once the client has opened the streams it asked for. Rejects when it does not, or is gone. */
  static async open(
    carrier: Duplex,
    protocol: SpdyConsoleProtocol,
    options: ConsoleOptions,
  ): Promise<SpdyConsole> {
    const made = new SpdyConsole(carrier, protocol, options);
    await made.#open(carrier);
    return made;
  }

  #open(carrier: Duplex): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        carrier.destroy();
        reject(new OrcError('Cancelled', 'the client did not open its streams'));
      }, apiLimits.podStream.openMs);
      this.#opened = () => {
        clearTimeout(timer);
        resolve();
      };
      void this.#session.run().then(() => {
        clearTimeout(timer);
        const gone = new OrcError('Cancelled', 'the client went away');
        this.input.end(gone);
        reject(gone);
      });
    });
  }

  #accept(stream: SpdyStream): Receiver | undefined {
    const type = streamTypes.find((each) => each === stream.headers.get('streamtype'));
    if (type === undefined || this.#streams.has(type)) return undefined;
    if (type !== 'resize' && !this.#wanted.has(type)) return undefined;
    this.#streams.set(type, stream);
    if ([...this.#wanted].every((each) => this.#streams.has(each))) this.#opened();
    const ignored = { end: () => undefined, broken: () => undefined };
    switch (type) {
      case 'stdin':
        return {
          data: (data) => this.input.push({ kind: 'stdin', data }, data.length),
          end: () => this.input.end(),
          broken: (error) => this.input.end(error),
        };
      case 'resize':
        return { ...ignored, data: (data) => this.#resized(stream, data) };
      default:
        return { ...ignored, data: (data) => stream.taken(data.length) };
    }
  }

  /** A size counts as unread with all of its text; what is no size is read at once. */
  #resized(stream: SpdyStream, data: Uint8Array): void {
    const sizes = this.#sizes.push(Buffer.from(data).toString('latin1'));
    const kept = sizes.reduce((sum, { length }) => sum + length, 0);
    stream.taken(data.length - kept);
    for (const { size, length } of sizes) this.input.push(size, length);
  }

  async output(stream: 'stdout' | 'stderr', data: Uint8Array): Promise<void> {
    await this.#streams.get(stream)?.write(data);
  }

  async finish(ending: Ending): Promise<void> {
    const text = this.#protocol === 'v4.channel.k8s.io' ? JSON.stringify(endStatus(ending)) : endText(ending);
    if (text !== '') await this.#streams.get('error')?.write(Buffer.from(text));
    for (const stream of this.#streams.values()) await stream.end();
    await this.#session.close();
  }
}
