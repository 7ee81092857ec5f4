// Older versions of built-in kinds over gRPC: objects come in them as JSON, the same as over HTTP, to whoever may see them
// there.
import assert from 'node:assert/strict';
import { status } from '@grpc/grpc-js';
import { after, before, describe, it } from 'mocha';
import {
  type GetRequest,
  GetRequest as Get,
  GetResponse,
  type ListRequest,
  ObjectsService,
  WatchResponse,
} from '#kernel/model/gen/api.gen.ts';
import type { PackedObject } from '#kernel/model/gen/log.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { GrpcCaller } from '#kit/api/grpc-caller.ts';
import { People, binding, group, inTeam, listOf, role, rule, typed, user } from '#kit/api/people.ts';

const { methods } = ObjectsService;
const get = { path: methods.get.path, request: Get, response: GetResponse };

/** An object that came as JSON. */
function jsonOf(packed: PackedObject | undefined): JsonObject {
  assert.ok(packed !== undefined && packed.raw.length === 0);
  const json: unknown = JSON.parse(Buffer.from(packed.json).toString());
  assert.ok(isJsonObject(json));
  assert.deepEqual([packed.apiVersion, packed.kind], [json['apiVersion'], json['kind']]);
  return json;
}

describe('older versions of built-in kinds, over gRPC', function () {
  this.timeout(120_000);
  let people: People;
  let caller: GrpcCaller;

  const main = { name: 'main', image: 'web:v1' };
  const podSpec = { restartPolicy: 'Never', containers: [main] };
  const backend = { service: { name: 'web', port: { name: 'http' } } };
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  const involvedObject = { kind: 'Pod', name: 'p', namespace: 'team' };
  const made: readonly (readonly [
    kind: string,
    stored: string,
    plural: string,
    older: readonly string[],
    fields: object,
  ])[] = [
    [
      'Ingress',
      'networking.k8s.io/v1',
      'ingresses',
      ['networking.k8s.io/v1beta1', 'extensions/v1beta1'],
      { spec: { defaultBackend: backend } },
    ],
    [
      'CronJob',
      'batch/v1',
      'cronjobs',
      ['batch/v1beta1'],
      { spec: { schedule: '0 * * * *', jobTemplate: { spec: { template: { spec: podSpec } } } } },
    ],
    [
      'HorizontalPodAutoscaler',
      'autoscaling/v2',
      'horizontalpodautoscalers',
      ['autoscaling/v1', 'autoscaling/v2beta2'],
      { spec: { scaleTargetRef, maxReplicas: 2 } },
    ],
    [
      'Event',
      'v1',
      'events',
      ['events.k8s.io/v1', 'events.k8s.io/v1beta1'],
      { involvedObject, reason: 'Seen', message: 'it was seen' },
    ],
  ];

  before(async () => {
    people = await People.up();
    caller = new GrpcCaller(
      people.masters.servers[0] ?? '',
      people.masters.authority,
      people.masters.administrator,
    );
    for (const [kind, apiVersion, plural, , fields] of made)
      await people.made(`${pathOf(apiVersion)}/${plural}`, {
        apiVersion,
        kind,
        metadata: { name: 'it' },
        ...fields,
      });
    const events = role('Role', 'events', rule(['get', 'list'], ['events.k8s.io'], ['events']));
    await people.made(`${inTeam}/roles`, events);
    const ref = { apiGroup: group, kind: 'Role', name: 'events' };
    await people.made(`${inTeam}/rolebindings`, binding('RoleBinding', 'events', ref, user('nina')));
  });
  after(async () => {
    caller[Symbol.dispose]();
    await people[Symbol.asyncDispose]();
  });

  const pathOf = (apiVersion: string): string =>
    `${apiVersion.includes('/') ? '/apis' : '/api'}/${apiVersion}/namespaces/team`;
  const getOf = (kind: string, apiVersion?: string): GetRequest => ({
    key: { group: '', kind, namespace: 'team', name: 'it' },
    stale: false,
    minRevision: 0,
    ...(apiVersion !== undefined && { apiVersion }),
  });
  const listIn = (kind: string, apiVersion: string): ListRequest => ({ ...listOf(kind, 'team'), apiVersion });

  it('are what they are over HTTP: one by one, in lists and in watches', async () => {
    for (const [kind, , plural, older] of made)
      for (const apiVersion of older) {
        const { body } = await people.ask('root', 'GET', `${pathOf(apiVersion)}/${plural}/it`);
        assert.equal(body['apiVersion'], apiVersion);
        assert.deepEqual(jsonOf((await caller.unary(methods.get, getOf(kind, apiVersion))).object), body);
        const { objects, revision } = await caller.unary(methods.list, listIn(kind, apiVersion));
        assert.deepEqual(objects.map(jsonOf), [body]);

        const { limit: _limit, continue: _token, stale: _stale, ...selection } = listIn(kind, apiVersion);
        const stream = caller.stream(methods.watch, { ...selection, fromRevision: 0 });
        for await (const response of stream) {
          const { events }: WatchResponse = response;
          if (events.length === 0) continue;
          assert.deepEqual(
            events.map(({ type, object }) => [type, jsonOf(object)]),
            [['ADDED', body]],
          );
          break;
        }
        const later = caller.stream(methods.watch, { ...selection, fromRevision: revision });
        const merge = { 'content-type': 'application/merge-patch+json' };
        const patch = { metadata: { labels: { 'example.com/seen': apiVersion.replace('/', '.') } } };
        const changed = await people.ask('root', 'PATCH', `${pathOf(apiVersion)}/${plural}/it`, patch, merge);
        assert.equal(changed.code, 200, JSON.stringify(changed.body));
        for await (const response of later) {
          const { events }: WatchResponse = response;
          if (events.length === 0) continue;
          assert.deepEqual(
            events.map(({ type, object }) => [type, jsonOf(object)]),
            [['MODIFIED', changed.body]],
          );
          break;
        }
      }
  });

  it('are for those who may see their group, as over HTTP', async () => {
    const codes = async (apiVersion?: string): Promise<readonly number[]> => {
      const one = await people.grpc('nina', get, getOf('Event', apiVersion));
      const request = apiVersion === undefined ? listOf('Event', 'team') : listIn('Event', apiVersion);
      return [one.code, (await people.grpc('nina', typed.list, request)).code];
    };
    const { OK, PERMISSION_DENIED, INVALID_ARGUMENT } = status;
    assert.deepEqual(await codes('events.k8s.io/v1'), [OK, OK]);
    assert.deepEqual(await codes(), [PERMISSION_DENIED, PERMISSION_DENIED]);
    assert.deepEqual(await codes('v1'), [PERMISSION_DENIED, PERMISSION_DENIED]);
    assert.deepEqual(await codes('events.k8s.io/v7'), [INVALID_ARGUMENT, INVALID_ARGUMENT]);
    assert.equal((await people.ask('nina', 'GET', `${pathOf('events.k8s.io/v1')}/events/it`)).code, 200);
    assert.equal((await people.ask('nina', 'GET', `${pathOf('v1')}/events/it`)).code, 403);
  });
});
