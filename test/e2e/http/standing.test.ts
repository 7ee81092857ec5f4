// What goes on for long ends when the right to it does, and who follows the log is told what they may watch.
import assert from 'node:assert/strict';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'mocha';
import { OrcClient } from '#client/client.ts';
import { OrcError } from '#kernel/errors.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import {
  People,
  type Person,
  binding,
  clusterRole,
  configMap,
  inTeam,
  rbac,
  role,
  rule,
  user,
} from '#kit/api/people.ts';

const maps = '/api/v1/namespaces/team/configmaps';

describe('what goes on for long', function () {
  this.timeout(240_000);
  let people: People;
  before(async () => {
    people = await People.up();
    const follower = role('ClusterRole', 'follower', rule(['watch'], ['orc.dev'], ['log']));
    await people.made(`${rbac}/clusterroles`, follower);
    for (const who of ['vera', 'bob'])
      await people.made(
        `${rbac}/clusterrolebindings`,
        binding('ClusterRoleBinding', `${who}-follows`, clusterRole('follower'), user(who)),
      );
  });
  after(() => people[Symbol.asyncDispose]());

  const removed = async (where: string): Promise<void> => {
    const { code, body } = await people.ask('root', 'DELETE', where);
    assert.equal(code, 200, JSON.stringify(body));
  };

  /** A watch over HTTP by a token: resolves with all it was told once it has ended. */
  function watched(token: string): { readonly stands: Promise<void>; readonly told: Promise<string> } {
    const [host = '', port = ''] = (people.masters.apis[0] ?? '').split(':');
    const stands = Promise.withResolvers<void>();
    const told = new Promise<string>((resolve, reject) => {
      const options = {
        host,
        port: Number(port),
        path: `${maps}?watch=1`,
        ca: people.masters.authority.certificate,
        headers: { authorization: `Bearer ${token}` },
        agent: false,
      };
      const sent = request(options, (answer) => {
        stands.resolve();
        text(answer).then(resolve, reject);
      });
      sent.once('error', reject);
      sent.end();
    });
    return { stands: stands.promise, told };
  }

  /** The code of the error that a watch ended with, while maps are made one after the other. */
  async function endOf(told: Promise<string>, prefix: string): Promise<unknown> {
    let isOver = false;
    const ended = told.finally(() => (isOver = true));
    for (let made = 0; !isOver; made++) await people.made(maps, configMap(`${prefix}-${made}`));
    const lines = (await ended).trim().split('\n');
    const last: unknown = JSON.parse(lines.at(-1) ?? '{}');
    assert.ok(isJsonObject(last) && isJsonObject(last['object']), lines.at(-1));
    assert.equal(last['type'], 'ERROR');
    return last['object']['code'];
  }

  function clientOf(person: Person): OrcClient {
    const token = (): Promise<string> => Promise.resolve(`${person}-token`);
    return new OrcClient({
      servers: people.masters.servers,
      authority: people.masters.authority.certificate,
      bearer: { token, refused: () => false },
    });
  }

  it('tells who follows the log of what they may watch, and ends when they may follow it no more', async () => {
    const stop = new AbortController();
    using client = clientOf('vera');
    const events = client.tail({}, stop.signal);
    const seen: string[] = [];
    const following = (async (): Promise<void> => {
      for await (const { event } of events) seen.push(`${event?.key?.namespace}/${event?.key?.name}`);
    })();
    following.catch(() => undefined);
    // What is not seen is told between what is.
    const other = '/api/v1/namespaces/other/configmaps';
    for (let made = 0; !seen.some((name) => name === 'team/after'); made++) {
      await people.made(maps, configMap(`before-${made}`));
      await people.made(other, configMap(`hidden-${made}`));
      if (seen.some((name) => name.startsWith('team/before')))
        await people.ask('root', 'POST', maps, configMap('after'));
    }
    assert.deepEqual(
      seen.filter((name) => !name.startsWith('team/')),
      [],
    );
    await removed(`${rbac}/clusterrolebindings/vera-follows`);
    let isOver = false;
    const ended = following.finally(() => (isOver = true));
    ended.catch(() => undefined);
    for (let made = 0; !isOver; made++) await people.made(maps, configMap(`late-${made}`));
    await assert.rejects(ended, { code: 'Forbidden' });
  });

  it('ends a watch over gRPC when its user may watch no more', async () => {
    const stop = new AbortController();
    using client = clientOf('eddie');
    const scope = { group: '', kind: 'ConfigMap', namespace: 'team', labelSelector: '', fieldSelector: '' };
    const ended = (async (): Promise<void> => {
      for await (const { key } of client.watch(scope, 0, stop.signal))
        if (key?.name === 'first') await removed(`${inTeam}/rolebindings/eddie`);
    })();
    let error: unknown;
    ended.catch((thrown: unknown) => (error = thrown));
    for (let made = 0; error === undefined; made++) await people.made(maps, configMap(`grpc-${made}`));
    assert.ok(error instanceof OrcError);
    assert.equal(error.code, 'Forbidden', error.message);
  });

  it('ends a watch over HTTP when its user may watch no more', async () => {
    const { stands, told } = watched('vera-token');
    await stands;
    await removed(`${inTeam}/rolebindings/vera`);
    assert.equal(await endOf(told, 'http'), 403);
  });

  it('ends a watch when the token that it began with has ended', async () => {
    const accounts = '/api/v1/namespaces/team/serviceaccounts';
    await people.made(accounts, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'watcher' } });
    await people.made(
      `${inTeam}/rolebindings`,
      binding('RoleBinding', 'watcher', clusterRole('view'), {
        kind: 'ServiceAccount',
        namespace: 'team',
        name: 'watcher',
      }),
    );
    const asked = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
    const { body } = await people.ask('root', 'POST', `${accounts}/watcher/token`, asked);
    assert.ok(isJsonObject(body['status']));
    const { stands, told } = watched(String(body['status']['token']));
    await stands;
    await removed(`${accounts}/watcher`);
    assert.equal(await endOf(told, 'token'), 401);
  });
});
