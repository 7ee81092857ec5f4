// Volumes on a node: what files they have, when tokens are replaced, how folders are replaced, and the variables by
// which Services are found.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { after, before, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import type { ConfigMap, Pod, Secret, Service } from '#kernel/model/gen/core.gen.ts';
import type { VolumeProjection } from '#kernel/model/gen/volume.gen.ts';
import type { Clock, Logger } from '#kernel/ports.ts';
import { serviceVariables } from '#node-agent/service-environment.ts';
import { type FileSources, filesOf } from '#node-agent/volumes/files.ts';
import { PodVolumes, type VolumesHost } from '#node-agent/volumes/pod-volumes.ts';
import type { TokenQuestion } from '#node-agent/volumes/token-asker.ts';
import { refreshAtMs, tokenLife } from '#node-agent/volumes/token-life.ts';
import { writeVolume } from '#node-agent/volumes/volume-writer.ts';
import { check } from '#kit/check.ts';
import { configMap, pod, service } from '#kit/objects.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const startMs = Date.UTC(2026, 10, 21, 12);

/** A token as masters make it, but for the signature. */
function tokenFrom(issuedAtMs: number, seconds: number, serial: number): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const iat = issuedAtMs / 1000;
  return `${part({ alg: 'ES256' })}.${part({ iat, exp: iat + seconds, jti: serial })}.signature`;
}

describe('a token', () => {
  it('says when it was made and when it ends', () => {
    assert.deepEqual(tokenLife(tokenFrom(startMs, 600, 1)), {
      issuedAtMs: startMs,
      expiresAtMs: startMs + 600_000,
    });
    for (const wrong of ['', 'a.b.c', 'nonsense', `x.${Buffer.from('[]').toString('base64url')}.y`])
      assert.equal(tokenLife(wrong), undefined, wrong);
  });

  it("is replaced at 80 % of its life, or when it is a day old, as Kubernetes' is", () => {
    const life = (seconds: number) => ({ issuedAtMs: startMs, expiresAtMs: startMs + seconds * 1000 });
    assert.equal(refreshAtMs(life(600), 0.8, 0) - startMs, 480_000);
    assert.equal(refreshAtMs(life(3_600), 0.8, 0) - startMs, 2_880_000);
    assert.equal(refreshAtMs(life(7 * 86_400), 0.8, 0) - startMs, 86_400_000);
    assert.equal(refreshAtMs(life(3_600), 0.8, 1) - startMs, 2_870_000);
  });

  it('is always replaced while it holds', () =>
    check(
      fc.property(
        fc.integer({ min: 600, max: 2 ** 32 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seconds, share, jitter) => {
          const life = { issuedAtMs: startMs, expiresAtMs: startMs + seconds * 1000 };
          const dueMs = refreshAtMs(life, share, jitter);
          assert.ok(dueMs >= life.issuedAtMs && dueMs < life.expiresAtMs);
          assert.ok(dueMs - startMs <= 86_400_000);
        },
      ),
    ));
});

describe('the files of a volume', () => {
  const map = configMap('map', { color: 'blue', size: 'L' });
  const secret: Secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'secret' },
    data: { password: encode('horse') },
  };
  const from: FileSources = {
    configMap: (name) => (name === 'map' ? map : undefined),
    secret: (name) => (name === 'secret' ? secret : undefined),
    token: ({ audience = 'masters' }) => `token for ${audience}`,
    allocatable: { cpu: '2', memory: '1Gi' },
  };
  const bare = pod('p', { labels: { b: '2', a: 'say "hi"' } });
  const filesIn = (sources: VolumeProjection[], of: Pod = bare, defaultMode = 0o644) =>
    filesOf({ defaultMode, sources }, of, from);
  const textsIn = (sources: VolumeProjection[]): unknown => {
    const made = filesIn(sources);
    if ('missing' in made) return made.missing;
    return Object.fromEntries([...made.ok].map(([name, { data }]) => [name, Buffer.from(data).toString()]));
  };

  it('are keys, fields and tokens', () => {
    assert.deepEqual(
      textsIn([
        { configMap: { name: 'map' } },
        { secret: { name: 'secret', items: [{ key: 'password', path: 'a/b' }] } },
        {
          downwardAPI: {
            items: [
              { path: 'name', fieldRef: { fieldPath: 'metadata.name' } },
              { path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } },
            ],
          },
        },
        { serviceAccountToken: { path: 'token', audience: 'vault' } },
      ]),
      {
        color: 'blue',
        size: 'L',
        'a/b': 'horse',
        name: 'p',
        labels: 'a="say \\"hi\\""\nb="2"',
        token: 'token for vault',
      },
    );
  });

  it('say what a container may use: without a limit, what the node has for pods', () => {
    const resources = { limits: { memory: '64Mi' } };
    const of = { ...bare, spec: { ...bare.spec, containers: [{ name: 'c', image: 'i', resources }] } };
    const items = ['cpu', 'memory'].map((name) => ({
      path: name,
      resourceFieldRef: { containerName: 'c', resource: `limits.${name}` },
    }));
    const made = filesIn([{ downwardAPI: { items } }], of);
    assert.ok('ok' in made);
    assert.deepEqual(
      [...made.ok].map(([name, { data }]) => [name, Buffer.from(data).toString()]),
      [
        ['cpu', '2'],
        ['memory', '67108864'],
      ],
    );
  });

  it('are missed by name, unless they are optional', () => {
    assert.equal(textsIn([{ configMap: { name: 'none' } }]), 'configmap "none" not found');
    const items = [{ key: 'none', path: 'x' }];
    assert.equal(
      textsIn([{ secret: { name: 'secret', items } }]),
      'secret "secret" references non-existent key: none',
    );
    assert.deepEqual(textsIn([{ configMap: { name: 'none', optional: true } }]), {});
    assert.deepEqual(textsIn([{ secret: { name: 'secret', items, optional: true } }]), {});
  });

  it("have Kubernetes' modes: a token is its user's or its group's alone where those are known", () => {
    const sources: VolumeProjection[] = [
      { configMap: { name: 'map', items: [{ key: 'color', path: 'color', mode: 0o400 }] } },
      { serviceAccountToken: { path: 'token' } },
    ];
    const modes = (securityContext: object, defaultMode?: number): unknown => {
      const made = filesIn(sources, { ...bare, spec: { ...bare.spec, securityContext } }, defaultMode);
      assert.ok('ok' in made);
      return [...made.ok].map(([name, { mode, user, group }]) => [name, mode.toString(8), user, group]);
    };
    assert.deepEqual(modes({}), [
      ['color', '400', undefined, undefined],
      ['token', '644', undefined, undefined],
    ]);
    assert.deepEqual(modes({}, 0o440), [
      ['color', '400', undefined, undefined],
      ['token', '440', undefined, undefined],
    ]);
    assert.deepEqual(modes({ runAsUser: 1000 }), [
      ['color', '400', undefined, undefined],
      ['token', '600', 1000, undefined],
    ]);
    assert.deepEqual(modes({ fsGroup: 2000 }), [
      ['color', '440', undefined, 2000],
      ['token', '640', undefined, 2000],
    ]);
  });
});

describe("a volume's folder", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'orc-volumes-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const file = (text: string, mode = 0o644) => ({
    data: encode(text),
    mode,
    user: undefined,
    group: undefined,
  });

  it('is replaced as a whole, through ..data', async () => {
    const volume = path.join(folder, 'pods/u/v');
    const files = (entries: Record<string, string>) =>
      new Map(Object.entries(entries).map(([name, text]) => [name, file(text, 0o640)]));
    await writeVolume(volume, files({ token: 'one', 'etc/a': 'A' }));
    const first = readlinkSync(path.join(volume, '..data'));
    assert.equal(readFileSync(path.join(volume, 'token'), 'utf8'), 'one');
    assert.equal(readFileSync(path.join(volume, 'etc/a'), 'utf8'), 'A');
    assert.equal(statSync(path.join(volume, 'token')).mode & 0o777, 0o640);
    assert.equal(statSync(volume).mode & 0o777, 0o755);
    assert.equal(readlinkSync(path.join(volume, 'token')), '..data/token');
    await writeVolume(volume, files({ token: 'two', more: 'new' }));
    assert.notEqual(readlinkSync(path.join(volume, '..data')), first);
    assert.equal(readFileSync(path.join(volume, 'token'), 'utf8'), 'two');
    assert.deepEqual(
      readdirSync(volume).filter((name) => !name.startsWith('..')),
      ['more', 'token'],
    );
    assert.equal(readdirSync(volume).length, 4, 'nothing is left of the files before');
    assert.deepEqual(readdirSync(path.dirname(volume)), ['v']);
  });
});

describe('the volumes of a pod', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'orc-volumes-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const quiet = (): void => undefined;
  const logger: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet, with: () => logger };

  /** A node with a clock that the test moves. */
  class Bench {
    nowMs = startMs;
    readonly maps = new Map<string, ConfigMap>();
    readonly asked: TokenQuestion[] = [];
    refusal: OrcError | undefined;
    timer: { readonly atMs: number; readonly callback: () => void } | undefined;
    readonly host: VolumesHost;

    constructor() {
      const clock: Clock = {
        monotonicMs: () => this.nowMs,
        wallMs: () => this.nowMs,
        schedule: (delayMs, callback) => {
          const timer = { atMs: this.nowMs + delayMs, callback };
          this.timer = timer;
          return { cancel: () => (this.timer = this.timer === timer ? undefined : this.timer) };
        },
      };
      this.host = {
        memory: {
          ensure: () => Promise.resolve(),
          podFolder: (uid) => path.join(folder, uid),
          remove: (uid) => Promise.resolve(rmSync(path.join(folder, uid), { recursive: true, force: true })),
        },
        refreshShare: 0.8,
        clock,
        random: { below: () => 0, uuid: () => '' },
        logger,
        askToken: (question) => {
          this.asked.push(question);
          if (this.refusal !== undefined) return Promise.reject(this.refusal);
          return Promise.resolve(tokenFrom(this.nowMs, question.seconds, this.asked.length));
        },
        configMap: (_namespace, name) => this.maps.get(name),
        secret: () => undefined,
        allocatable: () => ({}),
      };
    }

    /** Moves the clock to the timer that is set, and waits until what it begins is done. */
    async ring(volumes: PodVolumes, of: Pod): Promise<number> {
      assert.ok(this.timer !== undefined, 'a timer is set');
      const { atMs, callback } = this.timer;
      this.nowMs = atMs;
      this.timer = undefined;
      callback();
      await volumes.prepare(of);
      return atMs - startMs;
    }
  }

  const podWith = (uid: string, ...sources: VolumeProjection[]): Pod => {
    const made = pod('p');
    const volumes = [{ name: 'v', projected: { sources } }];
    return { ...made, metadata: { ...made.metadata, uid }, spec: { ...made.spec, volumes } };
  };
  const token: VolumeProjection = { serviceAccountToken: { path: 'token', expirationSeconds: 600 } };
  const tokenOf = (uid: string): string => readFileSync(path.join(folder, uid, 'v/token'), 'utf8');

  it('keep a token new, and the old one while no other is to be had', async () => {
    const bench = new Bench();
    const of = podWith('keeps', token);
    const volumes = new PodVolumes('keeps', bench.host);
    assert.equal(await volumes.prepare(of), undefined);
    assert.deepEqual(bench.asked, [
      { namespace: 'default', pod: 'p', uid: 'keeps', audience: '', seconds: 600 },
    ]);
    const first = tokenOf('keeps');
    assert.equal(await bench.ring(volumes, of), 480_000);
    const second = tokenOf('keeps');
    assert.notEqual(second, first);
    bench.refusal = new OrcError('Unavailable', 'no master answers');
    const dueMs: number[] = [];
    for (let count = 0; count < 4; count++) dueMs.push((await bench.ring(volumes, of)) - 960_000);
    assert.deepEqual(dueMs, [0, 1_000, 3_000, 7_000], 'it is tried again with back-off');
    assert.equal(tokenOf('keeps'), second);
    bench.refusal = undefined;
    await bench.ring(volumes, of);
    assert.notEqual(tokenOf('keeps'), second);
    await volumes.remove();
    assert.equal(readdirSync(folder).includes('keeps'), false);
    assert.equal(bench.timer, undefined);
  });

  it('are not asked for again by an agent that finds them', async () => {
    const bench = new Bench();
    const of = podWith('found', token);
    await new PodVolumes('found', bench.host).prepare(of);
    const before = tokenOf('found');
    const after_ = new PodVolumes('found', bench.host);
    assert.equal(await after_.prepare(of), undefined);
    assert.equal(bench.asked.length, 1);
    assert.equal(tokenOf('found'), before);
    assert.equal(await bench.ring(after_, of), 480_000);
  });

  it('are made again when somebody has taken them away', async () => {
    const bench = new Bench();
    bench.maps.set('map', configMap('map', { color: 'blue' }));
    const of = podWith('taken', { configMap: { name: 'map' } });
    const volumes = new PodVolumes('taken', bench.host);
    await volumes.prepare(of);
    rmSync(path.join(folder, 'taken'), { recursive: true });
    assert.equal(await volumes.prepare(of), undefined);
    assert.equal(readFileSync(path.join(folder, 'taken', 'v/color'), 'utf8'), 'blue');
    volumes.stop();
  });

  it('say what is missing, and follow what they are made of', async () => {
    const bench = new Bench();
    const of = podWith('follows', { configMap: { name: 'map' } });
    const volumes = new PodVolumes('follows', bench.host);
    assert.equal(
      await volumes.prepare(of),
      'MountVolume.SetUp failed for volume "v" : configmap "map" not found',
    );
    bench.maps.set('map', configMap('map', { color: 'blue' }));
    assert.equal(await volumes.prepare(of), undefined);
    const color = (): string => readFileSync(path.join(folder, 'follows/v/color'), 'utf8');
    assert.equal(color(), 'blue');
    bench.maps.set('map', configMap('map', { color: 'green' }));
    volumes.keep(of);
    await volumes.prepare(of);
    assert.equal(color(), 'green');
    bench.refusal = new OrcError('NotFound', 'no token: serviceaccounts "x" not found');
    assert.match(
      (await new PodVolumes('never', bench.host).prepare(podWith('never', token))) ?? '',
      /^MountVolume\.SetUp failed for volume "v" : no token: serviceaccounts "x" not found$/,
    );
  });
});

describe('variables for Services', () => {
  const at = (
    name: string,
    namespace: string,
    clusterIP: string,
    ports: Service['spec']['ports'],
  ): Service => {
    const made = service(name, { clusterIP, ports: ports ?? [] });
    return { ...made, metadata: { ...made.metadata, namespace } };
  };
  const masters = at('kubernetes', 'default', '10.96.0.1', [{ name: 'https', port: 443, protocol: 'TCP' }]);
  const services = [
    masters,
    at('my-web', 'team', '10.96.3.4', [
      { name: 'http', port: 80 },
      { name: 'dns-udp', port: 53, protocol: 'UDP' },
    ]),
    at('headless', 'team', 'None', [{ port: 1 }]),
    at('other', 'elsewhere', '10.96.5.6', [{ port: 1 }]),
  ];
  const of = (spec: object, namespace = 'team'): Record<string, string> => {
    const made = pod('p');
    const owned = { ...made, metadata: { ...made.metadata, namespace }, spec: { ...made.spec, ...spec } };
    return Object.fromEntries(serviceVariables(owned, services));
  };
  const ofMasters = {
    KUBERNETES_SERVICE_HOST: '10.96.0.1',
    KUBERNETES_SERVICE_PORT: '443',
    KUBERNETES_SERVICE_PORT_HTTPS: '443',
    KUBERNETES_PORT: 'tcp://10.96.0.1:443',
    KUBERNETES_PORT_443_TCP: 'tcp://10.96.0.1:443',
    KUBERNETES_PORT_443_TCP_PROTO: 'tcp',
    KUBERNETES_PORT_443_TCP_PORT: '443',
    KUBERNETES_PORT_443_TCP_ADDR: '10.96.0.1',
  };

  it("are those of the masters and of the pod's namespace", () => {
    assert.deepEqual(of({}), {
      ...ofMasters,
      MY_WEB_SERVICE_HOST: '10.96.3.4',
      MY_WEB_SERVICE_PORT: '80',
      MY_WEB_SERVICE_PORT_HTTP: '80',
      MY_WEB_SERVICE_PORT_DNS_UDP: '53',
      MY_WEB_PORT: 'tcp://10.96.3.4:80',
      MY_WEB_PORT_80_TCP: 'tcp://10.96.3.4:80',
      MY_WEB_PORT_80_TCP_PROTO: 'tcp',
      MY_WEB_PORT_80_TCP_PORT: '80',
      MY_WEB_PORT_80_TCP_ADDR: '10.96.3.4',
      MY_WEB_PORT_53_UDP: 'udp://10.96.3.4:53',
      MY_WEB_PORT_53_UDP_PROTO: 'udp',
      MY_WEB_PORT_53_UDP_PORT: '53',
      MY_WEB_PORT_53_UDP_ADDR: '10.96.3.4',
    });
  });

  it("are the masters' alone for a pod that wants none", () => {
    assert.deepEqual(of({ enableServiceLinks: false }), ofMasters);
    assert.deepEqual(of({}, 'default'), ofMasters);
  });
});
