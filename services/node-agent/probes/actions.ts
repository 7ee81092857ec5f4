// Carrying out one probe: exec, httpGet, tcpSocket. A probe that can't be made has failed; it never
// throws.
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { messageOf } from '#kernel/errors.ts';
import type { Container, Probe } from '#kernel/model/gen/core.gen.ts';
import type { IntOrString } from '#kernel/model/scalars.ts';
import type { ContainerRuntime } from '#node-agent/container-runtime.ts';
import { agentLimits } from '#node-agent/limits.ts';
import type { ProbeResult } from '#node-agent/probes/probe-state.ts';

/** What a probe is made of and against. */
export interface ProbeTarget {
  readonly runtime: ContainerRuntime;
  readonly container: Container;
  readonly containerId: string;
  readonly address: string;
}

function portNumber(port: IntOrString, container: Container): number {
  return typeof port === 'number'
    ? port
    : (container.ports?.find(({ name }) => name === port)?.containerPort ?? 0);
}

async function execProbe(
  command: readonly string[],
  target: ProbeTarget,
  timeoutMs: number,
): Promise<ProbeResult> {
  const session = await target.runtime.exec(target.containerId, { command, stdin: false, tty: false });
  const timer = setTimeout(() => session.close(), timeoutMs);
  let output = '';
  const startedAt = performance.now();
  try {
    for await (const { data } of session.output)
      if (output.length < agentLimits.probeBytes) output += Buffer.from(data).toString('utf8');
  } catch (error) {
    output += messageOf(error);
  } finally {
    clearTimeout(timer);
  }
  if (performance.now() - startedAt >= timeoutMs)
    return { success: false, message: `command "${command.join(' ')}" timed out` };
  return { success: (await session.exitCode()) === 0, message: output.trim() };
}

function httpProbe(
  action: NonNullable<Probe['httpGet']>,
  target: ProbeTarget,
  timeoutMs: number,
): Promise<ProbeResult> {
  return new Promise((resolve) => {
    const send = action.scheme === 'HTTPS' ? httpsRequest : httpRequest;
    const request = send({
      host: action.host ?? target.address,
      port: portNumber(action.port, target.container),
      path: action.path ?? '/',
      method: 'GET',
      headers: {
        'user-agent': 'orc-probe',
        connection: 'close',
        ...Object.fromEntries((action.httpHeaders ?? []).map(({ name, value }) => [name, value])),
      },
      agent: false,
      rejectUnauthorized: false,
      signal: AbortSignal.timeout(timeoutMs),
    });
    request.on('response', (response) => {
      const code = response.statusCode ?? 0;
      response.destroy();
      resolve({ success: code >= 200 && code < 400, message: `HTTP probe failed with statuscode: ${code}` });
    });
    request.on('error', (error) => resolve({ success: false, message: messageOf(error) }));
    request.end();
  });
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

/** Makes one probe. */
export async function runProbe(probe: Probe, target: ProbeTarget): Promise<ProbeResult> {
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
