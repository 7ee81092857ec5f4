// Network namespaces for one test: made under a prefix, joined by veth, removed whatever happens.

import { execa } from 'execa';

async function ip(...args: string[]): Promise<void> {
  await execa('ip', args, { stdin: 'ignore' });
}

/** A set of namespaces named `orct-PREFIX-…`. Nothing of it appears outside them. */
export class TestNamespaces implements AsyncDisposable {
  readonly #prefix: string;
  readonly #names = new Set<string>();
  #links = 0;

  constructor(prefix: string) {
    this.#prefix = `orct-${prefix}-${process.pid}`;
  }

  /** The full name of a member's namespace. */
  name(member: string): string {
    return `${this.#prefix}-${member}`;
  }

  async add(member: string): Promise<void> {
    this.#names.add(member);
    await ip('netns', 'add', this.name(member));
    await ip('-n', this.name(member), 'link', 'set', 'lo', 'up');
  }

  async bridge(member: string, device: string, ...addresses: string[]): Promise<void> {
    const at = ['-n', this.name(member)];
    await ip(...at, 'link', 'add', device, 'type', 'bridge');
    await ip(...at, 'link', 'set', device, 'up');
    for (const address of addresses) await ip(...at, 'addr', 'add', address, 'dev', device);
  }

  /** Joins `member` (as eth0 with `address`) to `device`, a bridge in the namespace of `owner`. */
  async join(
    owner: string,
    device: string,
    member: string,
    address: string,
    gateway?: string,
  ): Promise<void> {
    this.#links += 1;
    const port = `p${this.#links}`;
    const veth = ['link', 'add', port, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', this.name(member)];
    await ip('-n', this.name(owner), ...veth);
    await ip('-n', this.name(owner), 'link', 'set', port, 'master', device, 'up');
    // As dockerd does without its userland proxy: a frame may leave by the port it came in by.
    await ip('-n', this.name(owner), 'link', 'set', port, 'type', 'bridge_slave', 'hairpin', 'on');
    await ip('-n', this.name(member), 'addr', 'add', address, 'dev', 'eth0');
    await ip('-n', this.name(member), 'link', 'set', 'eth0', 'up');
    if (gateway !== undefined) await this.ip(member, 'route', 'add', 'default', 'via', gateway);
  }

  async ip(member: string, ...args: string[]): Promise<void> {
    await ip('-n', this.name(member), ...args);
  }

  /** Runs a program inside and gives its output; an exit code other than 0 is an error. */
  async run(member: string, program: string, ...args: string[]): Promise<string> {
    const result = await execa('nsenter', [`--net=/run/netns/${this.name(member)}`, program, ...args], {
      stdin: 'ignore',
    });
    return result.stdout;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const member of this.#names)
      await execa('ip', ['netns', 'del', this.name(member)], { reject: false });
  }
}
