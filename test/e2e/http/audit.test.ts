// The audit log of a real master: what people ask over HTTP and gRPC is found in it, and nothing secret.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { status } from '@grpc/grpc-js';
import { after, before, describe, it } from 'mocha';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { People, type Person, changes, configMap, listOf, manifest, typed } from '#kit/api/people.ts';
import { until } from '#kit/cluster.ts';

const core = '/api/v1/namespaces/team';
const decision = 'authorization.k8s.io/decision';

describe('the audit log', function () {
  this.timeout(240_000);
  const folder = mkdtempSync(path.join(tmpdir(), 'orc-audit-'));
  const file = path.join(folder, 'audit.log');
  let people: People;
  before(async () => {
    people = await People.up({ audit: { file } });
  });
  after(async () => {
    await people[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  const events = (): JsonObject[] =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const json: unknown = JSON.parse(line);
        assert.ok(isJsonObject(json));
        return json;
      });
  const part = (event: JsonObject, name: string): JsonObject => {
    const value = event[name];
    return isJsonObject(value) ? value : {};
  };
  /** The events that are about something, once there are so many. */
  async function found(isIt: (event: JsonObject) => boolean, count = 1): Promise<readonly JsonObject[]> {
    let them: JsonObject[] = [];
    await until('the audit log says it', async () => {
      them = events().filter(isIt);
      return Promise.resolve(them.length >= count);
    });
    assert.equal(them.length, count, JSON.stringify(them, null, 2));
    return them;
  }
  /** The one event of somebody about something of a name. */
  async function eventOf(user: string, verb: string, ref: JsonObject, code: number): Promise<JsonObject> {
    const [event = {}] = await found(
      (each) =>
        part(each, 'user')['username'] === user &&
        each['verb'] === verb &&
        part(each, 'responseStatus')['code'] === code &&
        Object.entries(ref).every(([name, value]) => part(each, 'objectRef')[name] === value),
    );
    return event;
  }
  const ask = async (
    person: Person,
    method: string,
    where: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<number> => (await people.ask(person, method, where, body, headers)).code;

  it('tells who made what, at which revision, and no content', async () => {
    const made = { ...configMap('told'), data: { password: 'hunter2' } };
    const { body } = await people.ask(
      'ada',
      'POST',
      `${core}/configmaps?fieldManager=me&token=hunter3`,
      made,
      {
        'user-agent': 'test/1.0',
      },
    );
    const { uid, resourceVersion } = part(body, 'metadata');
    const event = await eventOf('ada', 'create', { name: 'told' }, 201);
    assert.equal(event['level'], 'Metadata');
    assert.equal(event['stage'], 'ResponseComplete');
    assert.equal(event['requestURI'], `${core}/configmaps?fieldManager=me&token=***`);
    assert.equal(event['userAgent'], 'test/1.0');
    const ada = { username: 'ada', uid: '4', groups: ['developers', 'system:authenticated'] };
    assert.deepEqual(event['user'], ada);
    assert.match(JSON.stringify(event['sourceIPs']), /^\["127\.\d+\.\d+\.\d+"\]$/);
    assert.deepEqual(event['objectRef'], {
      resource: 'configmaps',
      namespace: 'team',
      name: 'told',
      uid,
      resourceVersion,
      apiVersion: 'v1',
    });
    assert.equal(part(event, 'annotations')[decision], 'allow');
    assert.match(String(part(event, 'annotations')['authorization.k8s.io/reason']), /RoleBinding/);
  });

  it('tells what was refused: by roles, and of who is nobody', async () => {
    assert.equal(await ask('vera', 'GET', `${core}/secrets/any`), 403);
    const refused = await eventOf('vera', 'get', { resource: 'secrets', name: 'any' }, 403);
    assert.equal(part(refused, 'annotations')[decision], 'forbid');
    assert.equal(
      part(refused, 'responseStatus')['message'],
      'secrets "any" is forbidden: User "vera" cannot get resource "secrets" in API group "" in the namespace "team"',
    );
    const unknown = { authorization: 'Bearer hunter4' };
    assert.equal(await ask('vera', 'GET', `${core}/pods/nobody`, undefined, unknown), 401);
    const nobody = await eventOf('system:anonymous', 'get', { resource: 'pods', name: 'nobody' }, 401);
    assert.equal(part(nobody, 'responseStatus')['reason'], 'Unauthorized');
  });

  it('tells what was to be run in a pod', async () => {
    const where = `${core}/pods/gone/exec?command=ls&command=-l&stdout=true`;
    assert.equal(await ask('bob', 'POST', where), 403);
    const refused = await eventOf('bob', 'create', { resource: 'pods', subresource: 'exec' }, 403);
    assert.equal(refused['requestURI'], where);
  });

  it('tells who acted for whom', async () => {
    const headers = { 'impersonate-user': 'vera' };
    assert.equal(await ask('root', 'GET', `${core}/configmaps/first`, undefined, headers), 200);
    const event = await eventOf('root', 'get', { resource: 'configmaps', name: 'first' }, 200);
    assert.deepEqual(event['impersonatedUser'], { username: 'vera', groups: ['system:authenticated'] });
    assert.equal(await ask('bob', 'GET', `${core}/configmaps/second`, undefined, headers), 403);
    const refused = await eventOf('bob', 'get', { resource: 'configmaps', name: 'second' }, 403);
    assert.equal(refused['impersonatedUser'], undefined);
  });

  it('tells when a watch begins, and when it ends', async () => {
    assert.equal(await ask('vera', 'GET', `${core}/configmaps?watch=1&allowWatchBookmarks=true`), 200);
    const [first = {}, second = {}] = await found(
      (event) => part(event, 'user')['username'] === 'vera' && event['verb'] === 'watch',
      2,
    );
    assert.deepEqual([first['stage'], second['stage']], ['ResponseStarted', 'ResponseComplete']);
    assert.equal(first['auditID'], second['auditID']);
    assert.equal(part(second, 'responseStatus')['code'], 200);
  });

  it('tells calls over gRPC, unary and of streams, a transaction by its operations', async () => {
    const creation = (name: string): ReturnType<typeof changes>['changes'][number] => ({
      create: { object: manifest({ ...configMap(name), metadata: { name, namespace: 'team' } }) },
    });
    const made = await people.grpc('eddie', typed.commit, changes(creation('by-call'), creation('with-it')));
    assert.equal(made.code, status.OK, made.message);
    const both = await found(
      (event) => part(event, 'user')['username'] === 'eddie' && event['requestURI'] === typed.commit.path,
      2,
    );
    assert.deepEqual(
      both.map((event) => [event['verb'], part(event, 'objectRef')['name'], event['auditID']]),
      [
        ['create', 'by-call', both[0]?.['auditID']],
        ['create', 'with-it', both[0]?.['auditID']],
      ],
    );
    const { resourceVersion, apiVersion, resource } = part(both[0] ?? {}, 'objectRef');
    assert.deepEqual([apiVersion, resource], ['v1', 'configmaps']);
    assert.match(String(resourceVersion), /^\d+$/);
    const refused = await people.grpc('vera', typed.list, listOf('Secret', 'team'));
    assert.equal(refused.code, status.PERMISSION_DENIED);
    await eventOf('vera', 'list', { resource: 'secrets', namespace: 'team' }, 403);
    const nobody = await people.grpc('vera', typed.list, listOf('Secret', 'other'), '', 'hunter5');
    assert.equal(nobody.code, status.UNAUTHENTICATED);
    await found(
      (event) =>
        part(event, 'user')['username'] === 'system:anonymous' && event['requestURI'] === typed.list.path,
    );
    using client = people.masters.client();
    // Those that are under way together share a stream.
    const names = ['by-call', 'first', 'second', 'with-it'];
    await Promise.all(
      names.map((name) => client.get({ group: '', kind: 'ConfigMap', namespace: 'team', name })),
    );
    const [streamed = {}] = await found(
      (event) =>
        event['requestURI'] === '/orc.v1.Objects/Stream/Get' &&
        part(event, 'objectRef')['name'] === 'with-it',
    );
    assert.equal(part(streamed, 'responseStatus')['code'], 200);
  });

  it('tells what pods break of the level that their namespace audits', async () => {
    const labels = { 'pod-security.kubernetes.io/audit': 'restricted' };
    await people.made('/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'watched', labels },
    });
    await people.made('/api/v1/namespaces/watched/pods', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'loose' },
      spec: { containers: [{ name: 'c', image: 'demo:v1' }] },
    });
    const annotations = part(
      await eventOf('root', 'create', { resource: 'pods', name: 'loose' }, 201),
      'annotations',
    );
    assert.match(
      String(annotations['pod-security.kubernetes.io/audit-violations']),
      /^would violate PodSecurity "restricted:latest": allowPrivilegeEscalation != false/,
    );
    assert.equal(annotations['pod-security.kubernetes.io/enforce-policy'], 'privileged:latest');
  });

  it('tells what policies of users find, and what else they want told', async () => {
    const group = 'admissionregistration.k8s.io';
    const policies = `/apis/${group}/v1`;
    await people.made(`${policies}/validatingadmissionpolicies`, {
      apiVersion: `${group}/v1`,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'small' },
      spec: {
        matchConstraints: {
          resourceRules: [
            {
              apiGroups: ['', 'apps'],
              apiVersions: ['v1'],
              operations: ['CREATE'],
              resources: ['deployments', 'secrets'],
            },
          ],
        },
        validations: [
          { expression: 'true' },
          {
            expression: 'size(object.metadata.name) < 2',
            messageExpression: "'too long: ' + object.metadata.name",
          },
        ],
        auditAnnotations: [
          { key: 'kind', valueExpression: "'it is a ' + object.kind" },
          { key: 'none', valueExpression: 'null' },
        ],
      },
    });
    await people.made(`${policies}/validatingadmissionpolicybindings`, {
      apiVersion: `${group}/v1`,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'small-team' },
      spec: { policyName: 'small', validationActions: ['Audit'] },
    });
    const data = { a: 'aHVudGVyNg==', b: 'aHVudGVyNg==' };
    await people.made(`${core}/secrets`, {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'big' },
      data,
    });
    await people.made('/apis/apps/v1/namespaces/team/deployments', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'other' },
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: 'other' } },
        template: {
          metadata: { labels: { app: 'other' } },
          spec: { containers: [{ name: 'c', image: 'demo:v1' }] },
        },
      },
    });
    const of = async (resource: string, name: string): Promise<JsonObject> =>
      part(await eventOf('root', 'create', { resource, name }, 201), 'annotations');
    const secret = await of('secrets', 'big');
    assert.match(String(secret['validation.policy.admission.k8s.io/validation_failure']), /^\*\*\*/);
    assert.match(String(secret['small/kind']), /^\*\*\*/);
    const other = await of('deployments', 'other');
    assert.deepEqual(JSON.parse(String(other['validation.policy.admission.k8s.io/validation_failure'])), [
      {
        message: 'too long: other',
        policy: 'small',
        binding: 'small-team',
        expressionIndex: 1,
        validationActions: ['Audit'],
      },
    ]);
    assert.equal(other['small/kind'], 'it is a Deployment');
    assert.equal(other['small/none'], undefined);
  });

  it('leaves out health, discovery and what masters ask of each other', async () => {
    assert.equal(await ask('vera', 'GET', '/readyz'), 200);
    assert.equal(await ask('vera', 'GET', '/apis'), 200);
    assert.equal(await ask('vera', 'GET', `${core}/pods/last`), 404);
    await eventOf('vera', 'get', { name: 'last' }, 404);
    const uris = events().map((event) => String(event['requestURI']));
    assert.deepEqual(
      uris.filter((uri) => /^\/(readyz|apis$|openapi)|Masters/.test(uri)),
      [],
    );
  });

  it('is closed to others, and holds nothing secret', async () => {
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const text = readFileSync(file, 'utf8');
    assert.doesNotMatch(text, /hunter\d|aHVudGVy|root-token|ada-token|vera-token/);
    assert.ok(events().length > 20);
  });
});
