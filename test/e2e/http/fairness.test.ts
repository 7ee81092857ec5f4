// One user floods a master with creates and long lists over both faces; what another asks of it succeeds all the same, and the
// first is told to come again later.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { OrcClient } from '#client/client.ts';
import { type Identity, groups, issueCertificate } from '#runtime/pki.ts';
import { manifest } from '#kit/api-client.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import { HttpClient } from '#kit/http-client.ts';
import { NoiseThread } from '#kit/noise-thread.ts';
import type { Heard } from '#kit/noise.ts';

const listed = '/api/v1/namespaces/big/configmaps';
const quietRounds = 5;

function configMap(namespace: string, name: string, text = 'z'): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: { text } };
}

describe('a user beside one who floods a master', function () {
  this.timeout(240_000);
  let masters: TestMasters;
  let quiet: Identity;
  let loud: Identity;
  before(async () => {
    masters = await TestMasters.up(1);
    const person = (name: string): Promise<Identity> =>
      issueCertificate(masters.authority, { name, groups: [groups.administrators], hosts: [], days: 1 });
    [quiet, loud] = await Promise.all([person('quiet'), person('loud')]);
    using client = masters.client();
    for (const name of ['big', 'small'])
      await client.commit([
        { create: { object: manifest({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }) } },
      ]);
    // Some 15 MB of JSON.
    for (let batch = 0; batch < 15; batch++)
      await client.commit(
        Array.from({ length: 100 }, (_none, index) => ({
          create: { object: manifest(configMap('big', `c-${batch}-${index}`, 'y'.repeat(10_000))) },
        })),
      );
  });
  after(() => masters[Symbol.asyncDispose]());

  it('is served, each call, while the other is told to retry', async () => {
    const [server = ''] = masters.servers;
    const [api = ''] = masters.apis;
    const authority = masters.authority.certificate;
    await using noise = new NoiseThread({
      server,
      api,
      authority,
      ...loud,
      connections: 20,
      creates: 4_500,
      streams: 2,
      callsPerStream: 1_000,
      lists: 550,
      listed,
      bytes: 200,
    });
    const until = async (what: string, holds: (heard: Heard) => boolean): Promise<Heard> => {
      const untilMs = performance.now() + 60_000;
      for (;;) {
        const heard = await noise.heard();
        if (holds(heard)) return heard;
        assert.ok(performance.now() < untilMs, `${what}; it heard ${JSON.stringify(heard)}`);
      }
    };
    const first = await until(
      'the noisy user is served and told to retry, over both faces',
      ({ made, refused, listsRefused }) => made > 0 && refused > 0 && listsRefused > 0,
    );
    using unary = new OrcClient({ servers: [server], authority, ...quiet, withStreams: false });
    using stream = new OrcClient({ servers: [server], authority, ...quiet });
    using http = new HttpClient(masters, api, 1, quiet);
    const where = '/api/v1/namespaces/small/configmaps';
    for (let round = 0; round < quietRounds; round++) {
      await unary.commit([{ create: { object: manifest(configMap('small', `unary-${round}`)) } }]);
      await Promise.all(
        ['left', 'right'].map((side) =>
          stream.commit([{ create: { object: manifest(configMap('small', `${side}-${round}`)) } }]),
        ),
      );
      const made = await http.ask('POST', where, configMap('small', `http-${round}`));
      assert.equal(made.status, 201, made.body.toString());
      assert.equal((await http.ask('GET', `${where}/unary-${round}`)).status, 200);
      assert.equal((await http.ask('GET', where)).status, 200);
      await unary.get({ group: '', kind: 'ConfigMap', namespace: 'small', name: `http-${round}` });
    }
    const last = await noise.heard();
    assert.ok(last.made > first.made && last.listBytes > first.listBytes, 'the noisy user is served too');
    // Else than to come again it is told only that its calls waited too long behind its own.
    for (const text of last.told) assert.match(text, /the deadline passed|gave up before it was sent/);
  });
});
