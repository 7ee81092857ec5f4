// By hand, as root: a node under the real systemd, with the unit as it ships, beside a master and Debian's own Docker, in
// a machine of its own (machine.ts). It is set up and used as docs/operations.md tells a user. With names of capabilities
// as arguments (CAP_FSETID) the node runs without these: something must fail then, or the unit need not have them.
import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isJsonObject } from '#kernel/model/json.ts';
import { until } from '#kit/cluster.ts';
import { writeImage } from '#sandbox/image/archive.ts';
import { demoImage } from '#sandbox/image/images.ts';
import { Machine, address, neighbour } from './machine.ts';

const unit = 'orc-node';
/** What the unit leaves: CHOWN, DAC_READ_SEARCH, FOWNER, FSETID, NET_ADMIN and SYS_ADMIN. */
const capabilities = '000000000020101d';
const without = process.argv.slice(2);
/** What docs/operations.md asks of Docker. */
const daemonConfig = JSON.stringify({
  iptables: false,
  ip6tables: false,
  'userland-proxy': false,
  'live-restore': true,
});
const waitMs = 60_000;
const master = `https://${address}:6443`;
const account = '/var/run/secrets/kubernetes.io/serviceaccount';

await using machine = await Machine.boot('try-node', ['orc-master', unit]);
const sh = (script: string): Promise<string> => machine.run('bash', '-ec', script);
const inPod = (...words: readonly string[]): Promise<string> => machine.orc('exec', 'full', '--', ...words);
const kubectl = (...words: readonly string[]): Promise<string> =>
  machine.run('kubectl', '--kubeconfig=/root/.orc/config', ...words);
const field = (what: string, expression: string): Promise<string> =>
  machine.orc('get', ...what.split(' '), '-o', `jsonpath={${expression}}`);

/** Whether a program ends well and says what is looked for. */
async function says(pattern: RegExp, saying: () => Promise<string>): Promise<boolean> {
  try {
    return pattern.test(await saying());
  } catch {
    return false;
  }
}

function untilSays(what: string, pattern: RegExp, saying: () => Promise<string>): Promise<boolean> {
  return until(what, () => says(pattern, saying), waitMs);
}

const curl = ['curl', '-sS', '--max-time', '5'] as const;
const get = (url: string): Promise<string> => machine.run(...curl, url);

async function containers(): Promise<readonly string[]> {
  return (await machine.run('docker', 'ps', '--quiet')).split('\n').toSorted();
}

const untilReady = (): Promise<boolean> =>
  untilSays('the node is Ready', /\bReady\b/, () => machine.orc('get', 'nodes'));

async function setUp(): Promise<void> {
  await sh(`mkdir -p /etc/docker && echo '${daemonConfig}' >/etc/docker/daemon.json`);
  if (without.length > 0)
    await sh(
      `printf '[Service]\\nCapabilityBoundingSet=~${without.join(' ')}\\n' >/run/systemd/system/${unit}.service.d/without.conf && systemctl daemon-reload`,
    );
  await machine.orc('master', 'init', '--name', 'one', '--address', address);
  await machine.run('systemctl', 'start', 'orc-master', 'docker');
  await untilSays('the master serves', /one +leader/, () => machine.orc('masters'));
  const [command] = /orc node join .*/.exec(await machine.orc('token', 'create')) ?? [];
  assert.ok(command !== undefined, 'a command that joins');
  console.log(await sh(`/opt/orc/${command}`));
  await machine.run('systemctl', 'start', unit);
  await untilReady();
  await writeImage(demoImage('v1'), path.join(machine.folder, 'root/demo.tar'));
  await machine.run('docker', 'load', '--quiet', '--input', '/root/demo.tar');
  console.log('the node is Ready');
}

async function rights(): Promise<void> {
  const found = await machine.fieldsOf(unit, 'CapEff', 'CapBnd', 'NoNewPrivs', 'Seccomp');
  if (without.length === 0) assert.deepEqual(found, [capabilities, capabilities, '1', '2']);
  const own = await machine.run('readlink', `/proc/${await machine.processOf(unit)}/ns/mnt`);
  assert.equal(
    own,
    await machine.run('readlink', '/proc/1/ns/mnt'),
    "it is in the machine's mount namespace",
  );
  console.log(`its capabilities, NoNewPrivs, Seccomp: ${found.join(' ')}`);
}

async function pods(): Promise<void> {
  copyFileSync(path.join(import.meta.dirname, 'node.yaml'), path.join(machine.folder, 'root/node.yaml'));
  await machine.orc('apply', '-f', '/root/node.yaml');
  await machine.orc('wait', 'pod/full', '--for=condition=Ready', '--timeout=60s');
  await machine.orc('wait', 'deployment/web', '--for=condition=Available', '--timeout=60s');
  assert.equal(await inPod('cat', '/hidden/word'), 'open sesame');
  const files = await inPod('ls', '-lanL', '/hidden/..data', `${account}/..data`);
  assert.equal(files.match(/^drwxr-sr-x +\d+ 0 +3000 .* \.$/gm)?.length, 2, files);
  assert.match(files, /^-rw-r----- +1 1000 +3000 .* token$/m);
  const token = await inPod('cat', `${account}/token`);
  writeFileSync(path.join(machine.folder, 'root/ca.crt'), await inPod('cat', `${account}/ca.crt`));
  const server = ['--kubeconfig=/dev/null', `--server=${master}`, '--certificate-authority=/root/ca.crt'];
  const who = await machine.run('kubectl', ...server, `--token=${token}`, 'auth', 'whoami');
  assert.match(who, /system:serviceaccount:default:default/);
  for (const [path_, ready] of [
    ['fail', 'False'],
    ['mend', 'True'],
  ] as const) {
    await inPod('wget', '-qO-', `http://127.0.0.1:8080/${path_}`);
    await machine.orc('wait', 'pod/full', `--for=condition=Ready=${ready}`, '--timeout=60s');
  }
  console.log('a pod with a Secret, a token and probes is ready, not ready, and ready again');
}

async function services(): Promise<void> {
  const virtual = await field('service web', '.spec.clusterIP');
  for (const name of (await field('pods -l app=web', '.items[*].metadata.name')).split(' ')) {
    await untilSays(`${name} answers the node`, new RegExp(name), () => get(`http://${virtual}/`));
    await untilSays(`${name} answers a pod`, new RegExp(name), () =>
      inPod('timeout', '5', 'wget', '-qO-', `http://${virtual}/`),
    );
  }
  const pod = await field('pod full', '.status.podIP');
  assert.match(
    await machine.run('ip', 'netns', 'exec', neighbour.name, ...curl, `http://${pod}:8080/`),
    /^full v1/,
  );
  console.log('both pods of a Service answer the node and a pod; another machine reaches a pod');
}

async function streams(): Promise<void> {
  assert.match(await machine.orc('logs', 'full'), /full v1 listens on port 8080/);
  await forward();
  await kubectl('cp', 'full:/srv/demo-server.pl', '/root/copied.pl');
  await machine.run('cmp', '/root/copied.pl', '/opt/orc/ops/sandbox/image/demo-server.pl');
  await kubectl('cp', '/root/node.yaml', 'full:/tmp/node.yaml');
  assert.match(await inPod('cat', '/tmp/node.yaml'), /open sesame/);
  console.log('logs, exec, port-forward and kubectl cp');
}

async function forward(): Promise<void> {
  const retry = '--retry 30 --retry-delay 1 --retry-connrefused';
  const script = `/opt/orc/orc port-forward full 18080:8080 >/dev/null & trap "kill $!" EXIT; curl -sS ${retry} http://127.0.0.1:18080/`;
  await untilSays('the forwarded port answers', /^full v1/, () => sh(script));
}

async function resize(): Promise<void> {
  const before = await containers();
  const pod: unknown = JSON.parse(await machine.orc('get', 'pod', 'full', '-o', 'json'));
  assert.ok(isJsonObject(pod) && isJsonObject(pod['metadata']));
  const { resourceVersion: _, ...metadata } = pod['metadata'];
  const input = JSON.stringify({ ...pod, metadata }).replaceAll('"cpu":"200m"', '"cpu":"300m"');
  const url = '/api/v1/namespaces/default/pods/full/resize';
  await machine.give(input, 'kubectl', '--kubeconfig=/root/.orc/config', 'replace', '--raw', url, '-f', '-');
  const quota =
    "docker inspect --format '{{.HostConfig.CpuQuota}}' $(docker ps -q --filter name=_main_full_)";
  await untilSays('Docker has the new limit', /^30000$/, () => sh(quota));
  assert.deepEqual(await containers(), before);
  console.log('a pod is resized in place');
}

async function endOfFlows(): Promise<void> {
  const virtual = await field('service web', '.spec.clusterIP');
  const flows = (): Promise<string> => sh(`conntrack -L -p udp --orig-dst ${virtual} 2>/dev/null | wc -l`);
  await sh(`echo something >/dev/udp/${virtual}/9`);
  assert.equal(await flows(), '1');
  await machine.orc('scale', 'deployment/web', '--replicas=0');
  await untilSays('the flow is ended', /^0$/, flows);
  await machine.orc('scale', 'deployment/web', '--replicas=2');
  await machine.orc('wait', 'deployment/web', '--for=condition=Available', '--timeout=60s');
  assert.doesNotMatch(machine.log(unit), /conntrack/);
  console.log('flows to pods that go are ended');
}

/** Does something to the node, and shows that its containers, their tokens and its Services do not notice. */
async function goesOn(what: string, change: () => Promise<unknown>): Promise<void> {
  const [before, token] = [await containers(), await inPod('cat', `${account}/token`)];
  const virtual = await field('service web', '.spec.clusterIP');
  await change();
  assert.match(await get(`http://${virtual}/`), /^web-/);
  assert.deepEqual(await containers(), before);
  await machine.run('systemctl', 'start', unit);
  await untilReady();
  await forward();
  await services();
  assert.equal(await inPod('cat', `${account}/token`), token, 'the agent found the token that it had');
  assert.deepEqual(await containers(), before);
  console.log(what);
}

await setUp();
await rights();
await pods();
await services();
await streams();
await resize();
await endOfFlows();
await goesOn('the agent is killed and back; containers go on', () => machine.kill(unit));
const agent = await machine.processOf(unit);
await goesOn('Docker is stopped and started; containers and the agent go on', async () => {
  await machine.run('systemctl', 'stop', 'docker.socket', 'docker');
  await untilSays('the node is NotReady', /NotReady/, () => machine.orc('get', 'nodes'));
  await machine.run('systemctl', 'start', 'docker');
  assert.equal(await machine.processOf(unit), agent);
});
await goesOn('stopped and started; containers go on', async () => {
  await machine.run('systemctl', 'stop', unit);
  assert.equal(await machine.run('systemctl', 'show', '--property=Result', '--value', unit), 'success');
});
await machine.orc('delete', 'pod', 'full');
await machine.orc('delete', 'deployment', 'web');
await untilSays('no container is left', /^$/, () => machine.run('docker', 'ps', '--quiet'));
console.log('deleted: no container is left');
