// Tokens of service accounts over gRPC: asked for, and looked at, as over HTTP.
import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import { after, before, describe, it } from 'mocha';
import { status } from '@grpc/grpc-js';
import { decode, encode } from '#kernel/model/codec.ts';
import { TokenRequest, TokenReview } from '#kernel/model/gen/authentication.gen.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { until } from '#kit/cluster.ts';
import { People, type Person, manifest, typed } from '#kit/api/people.ts';

const apiVersion = 'authentication.k8s.io/v1' as const;
const user = 'system:serviceaccount:team:default';

describe('tokens of service accounts over gRPC', function () {
  this.timeout(120_000);
  let people: People;
  before(async () => {
    people = await People.up();
    // The leader makes it soon after its namespace.
    await until('the account is there', async () => (await codeOf('root', asked())) === status.OK);
  });
  after(() => people[Symbol.asyncDispose]());

  /** The answer to a question in JSON. */
  async function ask(person: Person, question: object): Promise<JsonObject> {
    const { code, message, response } = await people.grpc(person, typed.review, {
      review: manifest({ apiVersion, ...question }),
    });
    assert.equal(code, status.OK, message);
    const answer: unknown = JSON.parse(Buffer.from(response?.review?.json ?? []).toString());
    assert.ok(isJsonObject(answer) && isJsonObject(answer['status']));
    return answer['status'];
  }

  async function codeOf(person: Person, question: object): Promise<number> {
    const review = manifest({ apiVersion, ...question });
    return (await people.grpc(person, typed.review, { review })).code;
  }

  const asked = (spec: object = {}, name = 'default'): object => ({
    kind: 'TokenRequest',
    metadata: { namespace: 'team', name },
    spec,
  });

  it('are given by TokenRequest and known by TokenReview', async () => {
    const { token } = await ask('root', asked({ expirationSeconds: 1_200, audiences: ['vault'] }));
    const { sub, aud, exp = 0, iat = 0 } = decodeJwt(String(token));
    assert.deepEqual([sub, aud, exp - iat], [user, ['vault'], 1_200]);
    const known = await ask('root', { kind: 'TokenReview', spec: { token, audiences: ['vault'] } });
    assert.ok(known['authenticated'] === true && isJsonObject(known['user']));
    assert.equal(known['user']['username'], user);
    const other = await ask('root', { kind: 'TokenReview', spec: { token } });
    assert.equal(other['authenticated'] ?? false, false, 'it is for vault alone');
  });

  it('may be asked for as messages', async () => {
    const raw = encode(TokenRequest, {
      apiVersion,
      kind: 'TokenRequest',
      metadata: { namespace: 'team', name: 'default' },
      spec: {},
    });
    const review = { apiVersion, kind: 'TokenRequest', raw, json: new Uint8Array() };
    const { code, message, response } = await people.grpc('root', typed.review, { review });
    assert.equal(code, status.OK, message);
    const { token = '' } = decode(TokenRequest, response?.review?.raw ?? new Uint8Array()).status ?? {};
    assert.equal(decodeJwt(token).sub, user);
    const look = encode(TokenReview, { apiVersion, kind: 'TokenReview', metadata: {}, spec: { token } });
    const looked = await people.grpc('root', typed.review, {
      review: { apiVersion, kind: 'TokenReview', raw: look, json: new Uint8Array() },
    });
    const answer = decode(TokenReview, looked.response?.review?.raw ?? new Uint8Array());
    assert.equal(answer.status?.user?.username, user);
  });

  it('are for those who may, of accounts that exist, within bounds', async () => {
    assert.equal(await codeOf('vera', asked()), status.PERMISSION_DENIED);
    assert.equal(
      await codeOf('vera', { kind: 'TokenReview', spec: { token: 'x' } }),
      status.PERMISSION_DENIED,
    );
    // Who edits a namespace may act as its accounts, as in Kubernetes.
    assert.equal(await codeOf('eddie', asked()), status.OK);
    assert.equal(await codeOf('root', asked({}, 'nobody')), status.NOT_FOUND);
    assert.equal(await codeOf('root', asked({}, '')), status.INVALID_ARGUMENT);
    assert.equal(await codeOf('root', asked({ expirationSeconds: 60 })), status.INVALID_ARGUMENT);
    assert.equal(
      await codeOf('root', { ...asked(), apiVersion: 'authentication.k8s.io/v9' }),
      status.INVALID_ARGUMENT,
    );
  });
});
