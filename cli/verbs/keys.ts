// What `orc masters` does with key-encryption keys: another one, and the lock that keeps them from a stolen disk.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { isatty } from 'node:tty';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { clusterName } from '#kernel/kinds/cluster.ts';
import { key } from '#kernel/log/key.ts';
import type { EncryptionKey } from '#kernel/model/gen/cluster.gen.ts';
import type { OrcClient } from '#client/client.ts';
import type { GlobalOptions } from '#cli/config.ts';
import { withCluster } from '#cli/session.ts';
import { secretGiven } from '#cli/standard-input.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const pollMs = 500;

async function keysOf(client: OrcClient): Promise<readonly EncryptionKey[]> {
  const cluster = await client.get(key('Cluster', '', clusterName));
  return cluster.kind === 'Cluster' ? (cluster.encryptionKeys ?? []) : [];
}

/** Makes another key-encryption key and sees it take the place of the present one. */
export async function rotateEncryptionKey(
  { timeout }: { readonly timeout: number },
  globals: GlobalOptions,
): Promise<void> {
  await withCluster(globals, async ({ client }) => {
    const id = await client.rotateEncryptionKey();
    say(`key ${id} is there; it seals once every master has it`);
    const untilMs = performance.now() + timeout;
    let told = '';
    for (;;) {
      const keys = await keysOf(client);
      const made = keys.find((each) => each.id === id);
      const before = keys.filter((each) => each.id !== id && each.destroyedAt === undefined);
      if (made?.sealsSince !== undefined && before.length === 0) break;
      const waiting = (made?.waitingFor ?? []).join(', ');
      const state =
        waiting !== ''
          ? `  waits for ${waiting}`
          : made?.sealsSince === undefined
            ? ''
            : '  it seals; what is sealed under the key before is wrapped anew';
      if (state !== '' && state !== told) say(state);
      told = state || told;
      if (performance.now() > untilMs)
        throw new OrcError(
          'Timeout',
          `it still waits for ${waiting || 'the leader'}, and goes on by itself: 'orc get clusters -o yaml' shows encryptionKeys`,
        );
      await sleep(pollMs);
    }
    say('the key before is destroyed: nothing sealed under it can be read again, in no copy');
    say(`copies of the key file that you keep elsewhere are of the key before: make them anew`);
  });
}

/** Locks the masters' key files, or ends that. */
export async function lock(
  { off = false }: { readonly off?: boolean },
  globals: GlobalOptions,
): Promise<void> {
  await withCluster(globals, async ({ client }) => {
    const unlockKey = await client.lock(off ? 'off' : 'on');
    if (off) {
      say('masters start without an unlock key again');
      return;
    }
    say('A master that starts from now on waits for this key, which is on no disk of the cluster:');
    say(`  ${unlockKey}`);
    say("Keep it in a safe place. 'orc masters unlock' brings it to masters that wait for it.");
  });
}

/** Shows the unlock key. */
export async function showUnlockKey(globals: GlobalOptions): Promise<void> {
  await withCluster(globals, async ({ client }) => say(await client.lock('show')));
}

/** Reads a line that is not shown while it is typed. */
async function typed(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await lines.question('');
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

/** Brings the unlock key to all masters of the context that wait for it. */
export async function unlock(
  { keyFile }: { readonly keyFile?: string },
  globals: GlobalOptions,
): Promise<void> {
  const given =
    keyFile !== undefined
      ? readFileSync(keyFile, 'utf8')
      : isatty(0)
        ? await typed('Unlock key: ')
        : secretGiven();
  const unlockKey = given.trim();
  if (unlockKey === '') throw new OrcError('BadRequest', 'there is no unlock key on standard input');
  await withCluster(globals, async ({ client, servers }) => {
    let failure: unknown;
    for (const [index, server] of servers.entries())
      try {
        const already = await client.unlock(index, unlockKey);
        say(`${server}: ${already ? 'was not locked' : 'unlocked'}`);
      } catch (error) {
        failure = error;
        say(`${server}: ${messageOf(error)}`);
      }
    if (failure !== undefined) throw failure;
  });
}
