// By hand, as root: a master under the real systemd, with the unit as it ships. systemd runs as the first process of
// namespaces of its own (the network is the machine's), /opt/orc, /etc/orc and /var/lib are folders made for it. What is
// checked: it comes up, has no capabilities and may not write elsewhere, exchanges its keys and certificates, comes back
// when it is killed, and ends when it is stopped.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { until } from '#kit/cluster.ts';

const project = path.resolve(import.meta.dirname, '../..');
const address = '127.0.201.1';
const folder = mkdtempSync(path.join(tmpdir(), 'orc-systemd-'));
const at = (name: string): string => path.join(folder, name);

const hadFolder = existsSync('/etc/orc');
mkdirSync('/etc/orc', { recursive: true });
for (const name of ['etc', 'lib', 'cache', 'home']) mkdirSync(at(name), { mode: 0o700 });
writeFileSync(
  at('init'),
  `set -e
mount -t proc proc /proc
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/system /run/lock
mount -t tmpfs tmpfs /opt
mkdir /opt/orc
mount --bind ${project} /opt/orc
mount --bind ${at('etc')} /etc/orc
mount --bind ${at('lib')} /var/lib
mount --bind ${at('cache')} /var/cache
cp /opt/orc/ops/systemd/orc-master.service /run/systemd/system/
printf '[Unit]\\nDefaultDependencies=no\\nWants=systemd-journald.service orc-master.service\\n' >/run/systemd/system/orc-try.target
mkdir /run/systemd/system/orc-master.service.d
printf '[Unit]\\nDefaultDependencies=no\\nWants=\\n[Service]\\nStandardError=file:${at('log')}\\n' >/run/systemd/system/orc-master.service.d/try.conf
HOME=${at('home')} /opt/orc/orc master init --name one --address ${address} >${at('said')}
exec env -i container=orc PATH=$PATH /usr/lib/systemd/systemd --system --unit=orc-try.target --log-target=null --show-status=no
`,
);

/** The processes of the unit: those that run the master of this try. */
function pids(): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      const isOurs = readFileSync(`/proc/${name}/environ`, 'utf8').includes('INVOCATION_ID=');
      return isOurs && words.includes('/etc/orc/master.json') ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

const orc = (...words: string[]): Promise<string> =>
  execa(path.join(project, 'orc'), [...words, '--kubeconfig', at('home/.orc/config')]).then(
    ({ stdout }) => stdout,
  );

async function serves(): Promise<boolean> {
  try {
    return /one +leader/.test(await orc('masters'));
  } catch {
    return false;
  }
}

function field(pid: number, name: string): string {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1] ?? '';
}

let systemd: ChildProcess | undefined;
try {
  systemd = spawn('unshare', ['-fmpCiu', '--kill-child', '--propagation', 'private', 'sh', at('init')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await until('the master serves', serves);
  const [pid = 0] = pids();
  assert.deepEqual(
    ['CapEff', 'CapBnd', 'NoNewPrivs', 'Seccomp'].map((name) => field(pid, name)),
    ['0000000000000000', '0000000000000000', '1', '2'],
  );
  console.log(`a master without capabilities, process ${pid}`);
  console.log(await orc('certificate', 'rotate-ca'));
  console.log(await orc('certificate', 'rotate-ca', '--drop-old'));
  console.log(await orc('masters', 'rotate-encryption-key'));
  const files = readdirSync(at('etc')).toSorted();
  console.log(`its folder: ${files.join(', ')}`);
  process.kill(pid, 'SIGKILL');
  await until('systemd starts it again', async () => {
    const [next] = pids();
    return next !== undefined && next !== pid && (await serves());
  });
  console.log('killed, and back');
  const report = await execa('systemd-analyze', [
    'security',
    '--offline=true',
    '--no-pager',
    path.join(project, 'ops/systemd/orc-master.service'),
  ]);
  console.log(report.stdout.split('\n').at(-1));
} finally {
  systemd?.kill('SIGKILL');
  await until('nothing of it is left', async () => pids().length === 0);
  rmSync(folder, { recursive: true, force: true });
  if (!hadFolder) rmdirSync('/etc/orc');
}
