// Carrying out one probe: exec, httpGet, tcpSocket. A probe that can't be made has failed, unless the runtime is what
// fails: that says nothing of the container. It never throws.
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { OrcError, messageOf } from '#kernel/errors.ts';
import type { Container, Probe } from '#kernel/model/gen/core.gen.ts';
import type { IntOrString } from '#kernel/model/scalars.ts';
import type { ContainerRuntime, ExecSession } from '#node-agent/container-runtime.ts';
import { agentLimits } from '#node-agent/limits.ts';
import type { ProbeResult } from '#node-agent/probes/probe-state.ts';

/** What a probe is made of and against. */
export interface ProbeTarget {
  readonly runtime: Pick<ContainerRuntime, 'exec'>;
  readonly container: Container;
  readonly containerId: string;
  readonly address: string;
}

/** The most redirects that are followed, as in Kubernetes; the answer after them counts as it is. */
const mostRedirects = 10;
const redirectCodes: readonly number[] = [301, 302, 303, 307, 308];

/** Throws BadRequest where the container has no port of that name. */
function portNumber(port: IntOrString, container: Container): number {
  if (typeof port === 'number') return port;
  const named = container.ports?.find(({ name }) => name === port)?.containerPort;
  if (named === undefined)
    throw new OrcError('BadRequest', `couldn’t find the port "${port}" of container "${container.name}"`);
  return named;
}

/** Undefined when the runtime does not answer. */
async function execProbe(
  command: readonly string[],
  target: ProbeTarget,
  timeoutMs: number,
): Promise<ProbeResult | undefined> {
  let session: ExecSession;
  try {
    session = await target.runtime.exec(target.containerId, { command, stdin: false, tty: false });
  } catch {
    // A program that can't be started in the container is started all the same, and ends with an exit code.
    return undefined;
  }
  // What a clock says afterwards is no measure: timers may be early by it.
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    session.close();
  }, timeoutMs);
  let output = '';
  try {
    for await (const { data } of session.output)
      if (output.length < agentLimits.probeBytes) output += Buffer.from(data).toString('utf8');
  } catch (error) {
    output += messageOf(error);
  } finally {
    clearTimeout(timer);
  }
  if (isLate) {
    // It would go on, and the next probe would add another. Nothing waits for a runtime that may hang as well.
    void session.kill().catch(() => undefined);
    return { success: false, message: `command "${command.join(' ')}" timed out` };
  }
  try {
    return { success: (await session.exitCode()) === 0, message: output.trim() };
  } catch {
    return undefined;
  }
}

/** The address that a probe asks first. A path need not begin with a slash. */
function firstUrl(
  { path = '/', scheme, host, port }: NonNullable<Probe['httpGet']>,
  target: ProbeTarget,
): URL {
  const protocol = scheme === 'HTTPS' ? 'https' : 'http';
  const where = `${host ?? target.address}:${portNumber(port, target.container)}`;
  return new URL(`${protocol}://${where}${path.startsWith('/') ? path : `/${path}`}`);
}

/** The head of the answer; its body is nobody's concern. */
function answerOf(
  url: URL,
  { httpHeaders = [] }: NonNullable<Probe['httpGet']>,
  signal: AbortSignal,
): Promise<Pick<IncomingMessage, 'statusCode' | 'headers'>> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(url, {
      method: 'GET',
      headers: {
        'user-agent': 'orc-probe',
        connection: 'close',
        ...Object.fromEntries(httpHeaders.map(({ name, value }) => [name, value])),
      },
      agent: false,
      rejectUnauthorized: false,
      signal,
    });
    request.on('response', (response) => {
      response.destroy();
      resolve(response);
    });
    request.on('error', reject);
    request.end();
  });
}

/** As Kubernetes does it, a redirect is followed within the host alone; one that leads elsewhere is a success. */
async function httpProbe(
  action: NonNullable<Probe['httpGet']>,
  target: ProbeTarget,
  timeoutMs: number,
): Promise<ProbeResult> {
  const signal = AbortSignal.timeout(timeoutMs);
  let url = firstUrl(action, target);
  for (let followed = 0; ; followed++) {
    const { statusCode: code = 0, headers } = await answerOf(url, action, signal);
    const isRedirect = redirectCodes.includes(code) && headers.location !== undefined;
    const next = isRedirect ? new URL(headers.location ?? '', url) : undefined;
    if (next === undefined || next.hostname !== url.hostname || followed === mostRedirects)
      return { success: code >= 200 && code < 400, message: `HTTP probe failed with statuscode: ${code}` };
    url = next;
  }
}

function tcpProbe(
  action: NonNullable<Probe['tcpSocket']>,
  target: ProbeTarget,
  timeoutMs: number,
): Promise<ProbeResult> {
  return new Promise((resolve) => {
    const socket = connect({
      host: action.host ?? target.address,
      port: portNumber(action.port, target.container),
    });
    const finish = (result: ProbeResult): void => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(timeoutMs, () => finish({ success: false, message: 'dial tcp: i/o timeout' }));
    socket.once('connect', () => finish({ success: true, message: '' }));
    socket.once('error', (error) => finish({ success: false, message: messageOf(error) }));
  });
}

/** Makes one probe. Undefined when the runtime, through which it would be made, does not answer. */
export async function runProbe(probe: Probe, target: ProbeTarget): Promise<ProbeResult | undefined> {
  const timeoutMs = (probe.timeoutSeconds ?? 1) * 1000;
  try {
    if (probe.exec !== undefined) return await execProbe(probe.exec.command, target, timeoutMs);
    if (probe.httpGet !== undefined) return await httpProbe(probe.httpGet, target, timeoutMs);
    if (probe.tcpSocket !== undefined) return await tcpProbe(probe.tcpSocket, target, timeoutMs);
    return { success: false, message: 'the probe says not what to do' };
  } catch (error) {
    return { success: false, message: messageOf(error) };
  }
}
