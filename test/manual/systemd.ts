// By hand, as root: a master under the real systemd, with the unit as it ships, in a machine of its own (machine.ts).
// What is checked: it comes up, has no capabilities, runs its log before its other threads, exchanges its keys and
// certificates, comes back when it is killed, and ends when it is stopped.
import assert from 'node:assert/strict';
import { until } from '#kit/cluster.ts';
import { Machine, address } from './machine.ts';

const unit = 'orc-master';
await using machine = await Machine.boot('try-master', [unit]);

async function serves(): Promise<boolean> {
  try {
    return /one +leader/.test(await machine.orc('masters'));
  } catch {
    return false;
  }
}

await machine.orc('master', 'init', '--name', 'one', '--address', address);
await machine.run('systemctl', 'start', unit);
await until('the master serves', serves);
assert.deepEqual(await machine.fieldsOf(unit, 'CapEff', 'CapBnd', 'NoNewPrivs', 'Seccomp'), [
  '0000000000000000',
  '0000000000000000',
  '1',
  '2',
]);
console.log('a master without capabilities');
assert.equal(await machine.run('systemctl', 'show', '--property=LimitNICE', '--value', unit), '30');
// Where systemd itself may not raise limits (it needs CAP_SYS_RESOURCE), the log runs like everything else.
const isAllowed = (await machine.niceLimitOf(unit)) >= 30;
for (const [name, niceness] of await machine.threadsOf(unit))
  assert.equal(niceness, isAllowed && (name === 'orc-raft' || name === 'orc-wal') ? -10 : 0, name);
console.log(isAllowed ? 'the threads of the log run first' : 'systemd may not let the log run first here');
console.log(await machine.orc('certificate', 'rotate-ca'));
console.log(await machine.orc('certificate', 'rotate-ca', '--drop-old'));
console.log(await machine.orc('masters', 'rotate-encryption-key'));
console.log(`its folder: ${(await machine.run('ls', '/etc/orc')).replaceAll('\n', ', ')}`);
await machine.kill(unit);
await until('it serves again', serves);
console.log('killed, and back');
await machine.run('systemctl', 'stop', unit);
assert.equal(await machine.run('systemctl', 'show', '--property=Result', '--value', unit), 'success');
console.log('stopped: success');
