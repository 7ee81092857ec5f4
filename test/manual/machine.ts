// A machine for tries by hand: the real systemd as the first process of namespaces of its own (mounts, processes,
// network, cgroups), so nothing of the host changes, and nothing is left when the first process ends. The host's programs
// and libraries are the machine's too; /opt/orc is this project, everything it writes is below one folder. Units that the
// machine has beside orc's are Debian's for Docker. All of it is found again by its cgroup and its folder, so what a try
// left that was killed is removed before the next.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { takeDown } from '#sandbox/down.ts';
import { sandboxCgroup } from '#sandbox/plan.ts';
import { until } from '#kit/cluster.ts';

const project = path.resolve(import.meta.dirname, '../..');
/** The machine's own address. */
export const address = '192.0.2.1';
/** A network namespace in the machine that stands for another machine beside it. */
export const neighbour = { name: 'neighbour', address: '192.0.2.2' } as const;
const searched = '/opt/orc/node_modules/.bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** How long a program in the machine may take. */
const runSeconds = '120';
/** Debian's units of Docker. */
const dockerUnits = ['docker.service', 'docker.socket', 'containerd.service'];

/** Goes into a cgroup of its own in every hierarchy, whatever the version, and makes namespaces there. */
const outside = (cgroup: string, init: string): string => `set -e
for top in /sys/fs/cgroup /sys/fs/cgroup/*; do
  [ -e $top/cgroup.procs ] || continue
  mkdir -p $top/${cgroup}
  for file in cpuset.cpus cpuset.mems; do [ ! -e $top/$file ] || cat $top/$file >$top/${cgroup}/$file 2>/dev/null || true; done
  echo $$ >$top/${cgroup}/cgroup.procs
done
exec unshare --fork --mount --pid --net --cgroup --ipc --uts --kill-child --propagation private sh ${init}
`;

/** What is done before systemd is the first process. Mounts are shared there, as systemd has them where it boots. */
const inside = (folder: string, units: readonly string[]): string => `set -e
mount -t proc proc /proc
awk '$5 ~ "^/(run|var/lib)/" { print $5 }' /proc/self/mountinfo | tac | xargs -r umount -l
hierarchies=$(awk -F: '$1 != 0 { print $2 }' /proc/self/cgroup)
mount -t sysfs sysfs /sys
if [ -z "$hierarchies" ]; then mount -t cgroup2 cgroup2 /sys/fs/cgroup; else
  mount -t tmpfs tmpfs /sys/fs/cgroup
  for each in $hierarchies; do
    mkdir /sys/fs/cgroup/\${each#name=}
    case $each in name=*) options=none,$each ;; *) options=$each ;; esac
    mount -t cgroup -o $options cgroup /sys/fs/cgroup/\${each#name=}
  done
fi
for each in /run /opt; do mount -t tmpfs tmpfs $each; done
mkdir -p /opt/orc /run/systemd/system /run/lock
mount --bind ${project} /opt/orc
mount -t overlay -o lowerdir=/etc,upperdir=${folder}/etc,workdir=${folder}/work overlay /etc
mount -t tmpfs tmpfs /etc/systemd/system
for each in root var/lib var/cache var/log; do mount --bind ${folder}/$each /$each; done
mount --make-rshared /
echo machine >/etc/hostname
ip link set lo up
ip netns add ${neighbour.name}
ip link add machine0 type veth peer name eth0 netns ${neighbour.name}
ip addr add ${address}/24 dev machine0
ip link set machine0 up
ip -n ${neighbour.name} addr add ${neighbour.address}/24 dev eth0
ip -n ${neighbour.name} link set eth0 up
ip -n ${neighbour.name} route add default via ${address}
cp /opt/orc/ops/systemd/*.service /run/systemd/system/
printf '[Unit]\\nDefaultDependencies=no\\nWants=systemd-journald.service\\n' >/run/systemd/system/try.target
for each in ${[...units.map((unit) => `${unit}.service`), ...dockerUnits].join(' ')}; do
  mkdir /run/systemd/system/$each.d
  printf '[Unit]\\nDefaultDependencies=no\\n' >/run/systemd/system/$each.d/try.conf
  case $each in *.service) printf '[Service]\\nStandardError=append:${folder}/%s.log\\n' $each >>/run/systemd/system/$each.d/try.conf ;; esac
done
exec env -i container=orc PATH=${searched} /usr/lib/systemd/systemd --system --unit=try.target --log-target=null --show-status=no
`;

interface Answer {
  readonly exitCode?: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export class Machine implements AsyncDisposable {
  readonly #name: string;
  /** The host's path of everything that the machine writes. */
  readonly folder: string;
  readonly #child: ChildProcess;
  #first = 0;
  #end: Promise<void> | undefined;

  private constructor(name: string, folder: string, child: ChildProcess) {
    this.#name = name;
    this.folder = folder;
    this.#child = child;
  }

  /** Boots one that has orc's `units`; they are not started. */
  static async boot(name: string, units: readonly string[]): Promise<Machine> {
    const folder = path.join(tmpdir(), `orc-${name}`);
    await takeDown(name, folder);
    for (const each of ['etc', 'work', 'root', 'var/lib', 'var/cache', 'var/log'])
      mkdirSync(path.join(folder, each), { recursive: true });
    writeFileSync(path.join(folder, 'init'), inside(folder, units));
    const script = outside(sandboxCgroup(name), path.join(folder, 'init'));
    const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'ignore', 'inherit'] });
    const machine = new Machine(name, folder, child);
    const end = (): void => void machine[Symbol.asyncDispose]().finally(() => process.exit(1));
    // Not once: execa would take a process that listens no more for one that is to end.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
    try {
      await until('systemd is up', () => machine.#isUp());
      return machine;
    } catch (error) {
      await machine[Symbol.asyncDispose]();
      throw error;
    }
  }

  async #isUp(): Promise<boolean> {
    const { pid = 0, exitCode } = this.#child;
    assert.equal(exitCode, null, 'the machine has not ended');
    const { stdout, exitCode: found } = await execa(
      'pgrep',
      ['--parent', String(pid), '--exact', 'systemd'],
      {
        reject: false,
      },
    );
    if (found !== 0) return false;
    this.#first = Number(stdout);
    return (await this.#call('systemctl', ['list-units'], '')).exitCode === 0;
  }

  async #call(program: string, args: readonly string[], input: string): Promise<Answer> {
    const namespaces = ['--mount', '--uts', '--ipc', '--net', '--pid', '--cgroup'];
    const words = [`--target=${this.#first}`, ...namespaces, 'timeout', runSeconds, program, ...args];
    const env = { PATH: searched, HOME: '/root' };
    return execa('nsenter', words, { reject: false, input, env, extendEnv: false });
  }

  /** What a program says that is given an input and ends well. */
  async give(input: string, program: string, ...args: readonly string[]): Promise<string> {
    const { exitCode, stdout, stderr } = await this.#call(program, args, input);
    assert.equal(exitCode, 0, `${program} ${args.slice(0, 2).join(' ')}: ${stderr}`);
    return stdout;
  }

  /** What a program says that ends well. */
  run(program: string, ...args: readonly string[]): Promise<string> {
    return this.give('', program, ...args);
  }

  /** What the command orc says. */
  orc(...words: readonly string[]): Promise<string> {
    return this.run('/opt/orc/orc', ...words);
  }

  /** The main process of a unit, as the machine numbers it; 0 if it has none. */
  async processOf(unit: string): Promise<number> {
    return Number(await this.run('systemctl', 'show', '--property=MainPID', '--value', unit));
  }

  /** What the kernel says of a unit's main process. */
  async fieldsOf(unit: string, ...names: readonly string[]): Promise<readonly string[]> {
    const status = await this.run('cat', `/proc/${await this.processOf(unit)}/status`);
    return names.map((name) => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1] ?? '');
  }

  /** The limit on what a unit's main process may raise its priority to, as the kernel counts: 20 less the niceness. */
  async niceLimitOf(unit: string): Promise<number> {
    const text = await this.run('cat', `/proc/${await this.processOf(unit)}/limits`);
    return Number(/^Max nice priority\s+(\d+)/m.exec(text)?.[1] ?? '0');
  }

  /** The names of the threads of a unit's main process, each with its niceness. */
  async threadsOf(unit: string): Promise<readonly (readonly [name: string, niceness: number])[]> {
    const listed = await this.run('ps', '-L', '-o', 'comm=,ni=', '-p', String(await this.processOf(unit)));
    return listed
      .trim()
      .split('\n')
      .map((line) => [line.trim().split(/\s+/)[0] ?? '', Number(line.trim().split(/\s+/)[1])]);
  }

  /** Kills a unit's main process, and waits until systemd has started another. */
  async kill(unit: string): Promise<void> {
    const killed = await this.processOf(unit);
    await this.run('kill', '-KILL', String(killed));
    await until(`systemd starts ${unit} again`, async () => {
      const next = await this.processOf(unit);
      return next !== 0 && next !== killed;
    });
  }

  /** What a unit's process wrote. */
  log(unit: string): string {
    return readFileSync(path.join(this.folder, `${unit}.service.log`), 'utf8');
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#end ??= takeDown(this.#name, this.folder);
    return this.#end;
  }
}
