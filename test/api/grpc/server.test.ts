// What gRPC's own tools expect of a server, against real masters: reflection from which a client can be made that
// knows nothing else, health, deadlines, compression; and that the generated protos, the table of kinds and what is
// served are the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compressionAlgorithms, status } from '@grpc/grpc-js';
import { after, before, describe, it } from 'mocha';
import protobuf from 'protobufjs';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { definitionOf } from '#kernel/log/key.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import {
  ServerReflectionService,
  type ServerReflectionRequest,
  type ServerReflectionResponse,
} from '#kernel/model/gen/reflection.gen.ts';
import { type AnyKind, AnyKindsService } from '#kernel/model/gen/typed.gen.ts';
import { typedServices } from '#kernel/model/gen/typed-services.gen.ts';
import { GrpcCaller, failureIn, methodAt } from '#kit/api/grpc-caller.ts';
import { anyKindOf, jsonOf } from '#kit/api/typed-face.ts';
import { TestMasters } from '#kit/cli/masters.ts';

const { methods } = AnyKindsService;
const services = path.join(import.meta.dirname, '../../../proto/orc/services');

/** google.protobuf's descriptors, as far as the test reads them, with their published numbers. */
const { root: descriptors } = protobuf.parse(`syntax = "proto2";
message File { optional string name = 1; optional string package = 2; repeated string dependency = 3;
  repeated Message message_type = 4; repeated Service service = 6; }
message Message { optional string name = 1; repeated Field field = 2; }
message Field { optional string name = 1; optional int32 number = 3; optional int32 type = 5;
  optional string type_name = 6; }
message Service { optional string name = 1; repeated Method method = 2; }
message Method { optional string name = 1; optional string input_type = 2; optional string output_type = 3; }
`);

interface Described {
  readonly name: string;
  readonly package: string;
  readonly dependency: readonly string[];
  readonly json: string;
}

function describeFile(bytes: Uint8Array): Described {
  const type = descriptors.lookupType('File');
  const json: unknown = type.toObject(type.decode(bytes));
  assert.ok(isJsonObject(json));
  const { dependency } = json;
  return {
    name: String(json['name']),
    package: String(json['package']),
    dependency: Array.isArray(dependency) ? dependency.map(String) : [],
    json: JSON.stringify(json),
  };
}

function configMap(name: string, data: Readonly<Record<string, string>>): AnyKind {
  return anyKindOf('ConfigMap', { metadata: { name, namespace: 'default' }, data });
}

const named = (name: string): { namespace: string; name: string; stale: boolean; minRevision: number } => ({
  namespace: 'default',
  name,
  stale: false,
  minRevision: 0,
});

describe('the typed services of the kinds', () => {
  it('are named by the plurals of the kinds, and each has the methods that its proto file has', () => {
    for (const kind of kindNames) {
      const { plural, hasStatus, type } = definitionOf(kind);
      assert.equal(typedServices[kind].toLowerCase(), `orc.v1.${plural}`);
      const text = readFileSync(path.join(services, `${plural}.proto`), 'utf8');
      assert.equal(/rpc UpdateStatus\(/.test(text), hasStatus, `${kind}: status`);
      assert.ok(text.includes(`rpc Get(GetObjectRequest) returns (${type.name});`), kind);
    }
  });
});

describe('a gRPC server of a master', function () {
  this.timeout(120_000);
  let masters: TestMasters;
  let caller: GrpcCaller;

  before(async () => {
    masters = await TestMasters.up();
    caller = new GrpcCaller(masters.servers[0] ?? '', masters.authority, masters.administrator);
  });
  after(async () => {
    caller[Symbol.dispose]();
    await masters[Symbol.asyncDispose]();
  });

  const older = 'grpc.reflection.v1alpha.ServerReflection';
  async function ask(
    asked: Omit<ServerReflectionRequest, 'host'>,
    service: string = ServerReflectionService.name,
  ): Promise<ServerReflectionResponse> {
    const method = ServerReflectionService.methods.serverReflectionInfo;
    const there = { ...method, path: method.path.replace(ServerReflectionService.name, service) };
    const [answer] = await caller.dialogue(there, [{ host: '', ...asked }]);
    return answer ?? assert.fail('no answer');
  }

  it('lists every service, in both versions of reflection', async () => {
    const wanted = [
      'grpc.health.v1.Health',
      older,
      ServerReflectionService.name,
      'orc.v1.Access',
      'orc.v1.Cluster',
      'orc.v1.Log',
      'orc.v1.Masters',
      'orc.v1.Metrics',
      'orc.v1.Objects',
      ...Object.values(typedServices),
    ].toSorted();
    for (const version of [ServerReflectionService.name, older]) {
      const { listServicesResponse } = await ask({ listServices: '' }, version);
      assert.deepEqual(
        listServicesResponse?.service.map(({ name }) => name),
        wanted,
      );
    }
  });

  it('describes every service and whatever it needs', async () => {
    const { listServicesResponse } = await ask({ listServices: '' });
    for (const { name } of listServicesResponse?.service ?? []) {
      const { fileDescriptorResponse, errorResponse } = await ask({ fileContainingSymbol: name });
      assert.equal(errorResponse, undefined, name);
      const files = (fileDescriptorResponse?.fileDescriptorProto ?? []).map(describeFile);
      const [first] = files;
      assert.ok(first !== undefined && name.startsWith(`${first.package}.`), name);
      const names = new Set(files.map((file) => file.name));
      for (const file of files)
        for (const needed of file.dependency) assert.ok(names.has(needed), `${file.name} needs ${needed}`);
      assert.match(first.json, new RegExp(`"service":\\[.*"name":"${name.split('.').at(-1)}"`));
    }
    const pods = await ask({ fileContainingSymbol: 'orc.v1.Pods.UpdateStatus' });
    const texts = (pods.fileDescriptorResponse?.fileDescriptorProto ?? []).map(
      (bytes) => describeFile(bytes).json,
    );
    const core = texts.find((text) => text.includes('"name":"k8s/core/core.proto"'));
    assert.match(core ?? '', /"name":"PodSpec","field":\[.*"name":"containers","number":2,"type":11/);
    assert.match(texts.join(), /"outputType":"\.k8s\.io\.api\.core\.v1\.Pod"/);
    const byName = await ask({ fileByFilename: 'orc/services/pods.proto' });
    assert.equal(byName.fileDescriptorResponse?.fileDescriptorProto.length, texts.length);
    const unknown = await ask({ fileContainingSymbol: 'orc.v1.Nonsense' });
    assert.equal(unknown.errorResponse?.errorCode, status.NOT_FOUND);
  });

  it('is healthy, service by service', async () => {
    const check = (service: string): Promise<Buffer> =>
      new Promise((resolve, reject) => {
        const same = (bytes: Buffer): Buffer => bytes;
        const request = Buffer.concat([Buffer.from([10, service.length]), Buffer.from(service)]);
        caller.client.makeUnaryRequest(
          '/grpc.health.v1.Health/Check',
          same,
          same,
          request,
          (error, answer) => (answer === undefined ? reject(error) : resolve(answer)),
        );
      });
    for (const service of ['', 'orc.v1.Objects', 'orc.v1.Log', ...Object.values(typedServices)])
      assert.deepEqual([...(await check(service))], [8, 1], service);
    assert.equal((await failureIn(check('orc.v1.Nonsense'))).code, status.NOT_FOUND);
  });

  it('reads what a client has compressed', async () => {
    using gzip = new GrpcCaller(masters.servers[0] ?? '', masters.authority, masters.administrator, {
      'grpc.default_compression_algorithm': compressionAlgorithms.gzip,
    });
    const data = { text: 'again and again '.repeat(4_000) };
    await gzip.unary(methodAt(methods.create, typedServices.ConfigMap), { object: configMap('big', data) });
    const came = await gzip.unary(methodAt(methods.get, typedServices.ConfigMap), named('big'));
    assert.deepEqual(jsonOf('ConfigMap', came)['data'], data);
  });

  it('does not carry out what still waits when its deadline passes', async () => {
    const leader = await masters.leader();
    const [asked = 0, other = 0] = [0, 1, 2].filter((index) => index !== leader);
    using alone = new GrpcCaller(masters.servers[asked] ?? '', masters.authority, masters.administrator);
    // The leader last: whoever is asked would else be elected by the other, and have the change in its log.
    for (const index of [other, leader]) await masters.signal(index, 'SIGKILL');
    const create = methodAt(methods.create, typedServices.ConfigMap);
    const late = await failureIn(alone.unary(create, { object: configMap('late', {}) }, 700));
    assert.ok([status.DEADLINE_EXCEEDED, status.UNAVAILABLE].includes(late.code), late.message);
    for (const index of [other, leader]) masters.start(index);
    using client = masters.client();
    await client.commit([
      {
        create: {
          object: {
            apiVersion: '',
            kind: '',
            raw: new Uint8Array(),
            json: Buffer.from(
              JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'after' } }),
            ),
          },
        },
      },
    ]);
    const found = await failureIn(alone.unary(methodAt(methods.get, typedServices.ConfigMap), named('late')));
    assert.equal(found.code, status.NOT_FOUND);
  });
});
