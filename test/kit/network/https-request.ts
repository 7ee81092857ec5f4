// A program: one HTTPS request, said as JSON on its standard input; prints the answer's code and body as JSON, or why
// there was none. Run inside a pod's network by tests, since the demo image has no TLS.
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { isJsonObject } from '#kernel/model/json.ts';

/** How long an answer may take. */
const answerMs = 10_000;

const asked: unknown = JSON.parse(await text(process.stdin));
const fields = isJsonObject(asked) ? asked : {};
const field = (name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
};

const answer = await new Promise<object>((resolve) => {
  const options = {
    host: field('host'),
    port: Number(field('port')),
    path: field('path'),
    ca: field('ca'),
    ...(field('name') !== '' && { servername: field('name') }),
    headers: { authorization: `Bearer ${field('token')}` },
    agent: false,
    timeout: answerMs,
  };
  const sent = request(options, (response) => {
    text(response).then(
      (body) => resolve({ code: response.statusCode ?? 0, body }),
      (error: unknown) => resolve({ code: 0, body: String(error) }),
    );
  });
  sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
  sent.on('error', (error) => resolve({ code: 0, body: String(error) }));
  sent.end();
});
process.stdout.write(JSON.stringify(answer));
