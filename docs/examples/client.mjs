// A client of orc's typed services in Node, from the proto files alone. docs/grpc.md says how to run it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';

const [server, credentials = '.'] = process.argv.slice(2);
if (server === undefined) {
  console.error('usage: node client.mjs HOST:PORT [FOLDER with ca.pem, client.pem and client.key]');
  process.exit(2);
}

const protos = path.join(import.meta.dirname, '../../proto');
const definition = await protoLoader.load(
  ['orc/services/configmaps.proto', 'orc/services/deployments.proto'],
  { includeDirs: [protos], keepCase: true, longs: Number, enums: String },
);
const { orc } = grpc.loadPackageDefinition(definition);

const file = (name) => readFileSync(path.join(credentials, name));
const secure = grpc.credentials.createSsl(file('ca.pem'), file('client.key'), file('client.pem'));
const options = { 'grpc.keepalive_time_ms': 10_000, 'grpc.max_receive_message_length': 16 * 1024 * 1024 };
const configMaps = new orc.v1.ConfigMaps(server, secure, options);
const deployments = new orc.v1.Deployments(server, secure, options);

/** One call, with a deadline. */
function ask(client, method, request) {
  const deadline = Date.now() + 10_000;
  return new Promise((resolve, reject) => {
    client[method](request, { deadline }, (error, answer) =>
      error === null ? resolve(answer) : reject(error),
    );
  });
}

const metadata = { name: 'from-node', namespace: 'default', labels: { example: 'node' } };
const before = await ask(configMaps, 'List', { label_selector: 'example=node' });
const watch = configMaps.Watch({ label_selector: 'example=node', from_revision: before.revision });

const made = await ask(configMaps, 'Create', {
  object: { metadata, data: { greeting: 'hello' } },
  options: { reason: 'an example' },
});
console.log(`created ${made.metadata.name}: ${made.data.greeting}`);

const patch = Buffer.from(JSON.stringify({ data: { greeting: 'good day' } }));
await ask(configMaps, 'Patch', { namespace: 'default', name: 'from-node', merge_patch: patch });
const applied = await ask(configMaps, 'Apply', {
  object: { metadata: { name: 'from-node', namespace: 'default' }, data: { answer: '42' } },
  options: { field_manager: 'example' },
});
console.log(`applied: ${Object.keys(applied.data).toSorted().join(' and ')}`);

try {
  await ask(deployments, 'Create', { object: { metadata: { name: 'empty' }, spec: { replicas: 1 } } });
} catch (error) {
  // orc's own trailer has the code and each wrong field; grpc-status-details-bin has the same as google.rpc.Status.
  const { code, details } = JSON.parse(error.metadata.get('orc-error')[0]);
  console.log(`refused: ${code}: ${details.causes.map(({ field }) => field).join(', ')}`);
}

await ask(configMaps, 'Delete', { namespace: 'default', name: 'from-node' });
for await (const { events } of watch) {
  for (const { type, object, actor } of events) console.log(`${type} ${object.metadata.name} by ${actor}`);
  if (events.some(({ type }) => type === 'DELETED')) break;
}
// A call that goes on keeps its connection, and so this process: that it ends now is no error.
watch.once('error', () => {});
watch.cancel();
configMaps.close();
deployments.close();
