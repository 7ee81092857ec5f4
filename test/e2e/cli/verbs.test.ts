// Single verbs against one master: what they refuse, how they end, and what they leave behind.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'mocha';
import { key } from '#kernel/log/key.ts';
import { type Ran, TestMasters } from '#kit/cli/masters.ts';

const configMap = (name: string, value = 'b'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {a: ${value}}\n`;
const service = (name: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {selector: {a: b}, ports: [{port: 80}]}\n`;

describe('a verb', function () {
  this.timeout(120_000);
  let masters: TestMasters;

  before(async () => (masters = await TestMasters.up(1)));
  after(() => masters[Symbol.asyncDispose]());

  const orc = (...words: string[]): Promise<Ran> => masters.orc(words);
  const given = (input: string, ...words: string[]): Promise<Ran> => masters.orc(words, input);

  function file(name: string, content: string): string {
    const full = path.join(masters.folder, name);
    writeFileSync(full, content);
    return full;
  }

  it('deletes nothing when objects are named in two ways', async () => {
    const kept = file('kept.yaml', `${configMap('kept')}---\n${configMap('other')}`);
    assert.equal((await orc('apply', '-f', kept)).code, 0);
    for (const [words, why] of [
      [['cm', 'kept', '-l', 'a=b'], 'a name cannot be given together with a selector or --all'],
      [['cm/kept', '--field-selector', 'metadata.name=x'], 'a name cannot be given together with a selector'],
      [['cm', 'kept', '--all'], 'a name cannot be given together with a selector or --all'],
      [['cm', 'kept', '-A'], 'a resource cannot be deleted by name across all namespaces'],
      [['-f', kept, 'cm', 'other'], 'when -f is given, you may not specify objects as arguments as well'],
      [['-f', kept, '-l', 'a=b'], '-f and selectors cannot be given together'],
    ] as const) {
      const { code, stdout, stderr } = await orc('delete', ...words);
      assert.deepEqual([code, stdout], [1, ''], `orc delete ${words.join(' ')}`);
      assert.ok(stderr.startsWith(`error: ${why}`), stderr);
    }
    assert.equal((await orc('get', 'cm', 'kept', 'other', '-o', 'name')).code, 0);
  });

  it('watches no object that is not there', async () => {
    const { code, stderr } = await orc('get', 'cm', 'nowhere', '--watch');
    assert.deepEqual([code, stderr], [1, 'Error from server (NotFound): configmaps "nowhere" not found\n']);
  });

  it('tells differences from a failure to find them by its exit code', async () => {
    const same = configMap('compared');
    assert.equal((await given(same, 'apply', '-f', '-')).code, 0);
    assert.equal((await given(same, 'diff', '-f', '-')).code, 0);
    assert.equal((await given(configMap('compared', 'c'), 'diff', '-f', '-')).code, 1);
    const missing = await orc('diff', '-f', '/nowhere');
    assert.deepEqual([missing.code, missing.stderr], [2, 'error: the path "/nowhere" does not exist\n']);
    const refused = await given(configMap('compared').replace('compared', '"Not a name"'), 'diff', '-f', '-');
    assert.equal(refused.code, 2);
    const unknown = await given('apiVersion: a.b/v1\nkind: Nothing\n', 'diff', '-f', '-');
    assert.equal(unknown.code, 2);
  });

  it('applies an object that stands twice in its files twice, the last as it is then', async () => {
    const twice = await given(
      `${configMap('twice', 'b')}---\n${configMap('twice', 'c')}`,
      'apply',
      '-f',
      '-',
    );
    assert.deepEqual(
      [twice.code, twice.stdout],
      [0, 'configmap/twice created\nconfigmap/twice configured\n'],
    );
    assert.equal((await orc('get', 'cm', 'twice', '-o', 'jsonpath={.data.a}')).stdout, 'c\n');
  });

  it('says what it waited for in vain, and which counts are none', async () => {
    const waited = await orc('wait', 'pods', '-l', 'no=such', '--for=condition=Ready', '--timeout=200ms');
    assert.equal(waited.code, 1);
    assert.equal(waited.stderr, 'error: timed out waiting for the condition: no matching pods were found\n');
    for (const words of [
      ['get', 'pods', '--chunk-size=-1'],
      ['log', 'tail', '--from=-1'],
    ]) {
      const { code, stderr } = await orc(...words);
      assert.equal(code, 1);
      assert.match(stderr, /argument '-1' is invalid\. must be a whole number of at least 0\.\n$/);
    }
  });

  it('patches as kubectl does: item by item unless another type is named', async () => {
    const container = (name: string, image: string): object => ({ name, image });
    const web = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        replicas: 0,
        selector: { matchLabels: { a: 'b' } },
        template: {
          metadata: { labels: { a: 'b' } },
          spec: { containers: [container('one', 'demo:v1'), container('two', 'demo:v1')] },
        },
      },
    };
    assert.equal((await given(JSON.stringify(web), 'apply', '-f', '-')).code, 0);
    const images = async (): Promise<string> =>
      (await orc('get', 'deploy', 'web', '-o', 'jsonpath={.spec.template.spec.containers[*].image}')).stdout;
    const patch = (change: unknown, ...words: string[]): Promise<Ran> =>
      orc('patch', 'deploy', 'web', '-p', JSON.stringify(change), ...words);
    const containers = (image: string): object => ({
      spec: { template: { spec: { containers: [container('one', image)] } } },
    });
    assert.equal((await patch(containers('demo:v2'))).stdout, 'deployment.apps/web patched\n');
    assert.equal(await images(), 'demo:v2 demo:v1\n');
    const where = '/spec/template/spec/containers/1/image';
    assert.equal((await patch([{ op: 'replace', path: where, value: 'demo:v3' }], '--type=json')).code, 0);
    assert.equal(await images(), 'demo:v2 demo:v3\n');
    assert.equal((await patch(containers('demo:v4'), '--type=merge')).code, 0);
    assert.equal(await images(), 'demo:v4\n');
    const test = await patch([{ op: 'test', path: '/spec/replicas', value: 7 }], '--type=json');
    assert.match(
      test.stderr,
      /^The request is invalid: the server rejected our request .*operation 0 of the/,
    );
    for (const [change, type, why] of [
      [{}, 'json', '-p: must be one list of operations for a json patch'],
      [[], 'strategic', '-p: must be one object for a strategic patch'],
      [{}, 'other', '--type: is "other", must be strategic, merge or json'],
    ] as const)
      assert.equal((await patch(change, `--type=${type}`)).stderr, `error: ${why}\n`);
  });

  /** Edits with a shell script as the editor: `$1` is the file. */
  async function edited(script: string, meanwhile: () => Promise<unknown>, ...words: string[]): Promise<Ran> {
    const [editor, open, go] = ['editor', 'open', 'go'].map((name) => path.join(masters.folder, name));
    assert.ok(editor !== undefined && open !== undefined && go !== undefined);
    for (const flag of [open, go]) rmSync(flag, { force: true });
    writeFileSync(editor, `#!/bin/sh\ntouch ${open}\nuntil [ -e ${go} ]; do sleep 0.05; done\n${script}\n`);
    chmodSync(editor, 0o700);
    const startedAt = performance.now();
    const before = process.env['KUBE_EDITOR'];
    process.env['KUBE_EDITOR'] = editor;
    const child = masters.spawnOrc(['edit', ...words]);
    if (before === undefined) delete process.env['KUBE_EDITOR'];
    else process.env['KUBE_EDITOR'] = before;
    assert.ok(child.stdout !== null && child.stderr !== null);
    const [stdout, stderr, ended] = [text(child.stdout), text(child.stderr), once(child, 'close')];
    while (!existsSync(open)) await sleep(50);
    await meanwhile();
    writeFileSync(go, '');
    await ended;
    const ms = performance.now() - startedAt;
    return { code: child.exitCode, stdout: await stdout, stderr: await stderr, ms };
  }
  const nothing = (): Promise<void> => Promise.resolve();

  it('keeps what was edited when the masters refuse it, or others were faster', async () => {
    assert.equal((await given(configMap('edited'), 'apply', '-f', '-')).code, 0);
    const wrong = await edited(`sed -i 's/^  a: b$/  a: [mine]/' "$1"`, nothing, 'cm', 'edited');
    const late = await edited(
      `sed -i 's/^  a: b$/  a: mine/' "$1"`,
      () => given(configMap('edited', 'theirs'), 'replace', '-f', '-'),
      'cm/edited',
    );
    assert.match(wrong.stderr, /ConfigMap "edited" is invalid: data\[a\]/);
    assert.match(late.stderr, /^Error from server \(Conflict\)/m);
    for (const { code, stderr } of [wrong, late]) {
      assert.equal(code, 1);
      const kept = /^A copy of your changes is in (.*)$/m.exec(stderr)?.[1];
      assert.ok(kept !== undefined, stderr);
      assert.match(readFileSync(kept, 'utf8'), /mine/);
      rmSync(path.dirname(kept), { recursive: true });
    }
  });

  it('edits what only the masters have changed meanwhile', async () => {
    assert.equal((await given(service('busy'), 'apply', '-f', '-')).code, 0);
    const status = { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } };
    const mergePatch = Buffer.from(JSON.stringify({ status }));
    await using client = masters.client();
    const { code, stdout, stderr } = await edited(
      `sed -i 's/port: 80$/port: 81/' "$1"`,
      () => client.commit([{ patch: { key: key('Service', 'default', 'busy'), mergePatch, status: true } }]),
      'svc',
      'busy',
    );
    assert.deepEqual([code, stdout], [0, 'service/busy edited\n'], stderr);
    const shown = '-ojsonpath={.spec.ports[0].port} {.status.loadBalancer.ingress[0].ip}';
    assert.equal((await orc('get', 'svc', 'busy', shown)).stdout, '81 192.0.2.1\n');
  });

  it('says so when the editor left nothing', async () => {
    const { code, stderr } = await edited('truncate -s 0 "$1"', nothing, 'cm', 'edited');
    assert.deepEqual([code, stderr], [0, 'Edit cancelled, saved file was empty.\n']);
  });
});
