// A node: one process with the agent and the proxy. This file knows how its parts are wired and nothing
// else does. Containers and rules go on when it stops.
import type { NatsConnection } from 'nats';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Agent } from '#node-agent/agent.ts';
import { DockerRuntime, podBridge } from '#node-agent/docker/docker-runtime.ts';
import { MemoryFolder } from '#node-agent/volumes/memory-folder.ts';
import { askCertificate } from '#node-agent/node-certificate.ts';
import { Questions } from '#node-agent/questions.ts';
import { TokenAsker } from '#node-agent/volumes/token-asker.ts';
import { WorkProjection } from '#node-agent/projection.ts';
import { Session } from '#node-agent/session.ts';
import { Streams } from '#node-agent/streams/streams.ts';
import { UsageReporter } from '#node-agent/usage/usage-reporter.ts';
import { ProxyInputs } from '#netproxy/input.ts';
import { Proxy } from '#netproxy/proxy.ts';
import type { NodeConfig } from '#runtime/config.ts';
import { readText } from '#runtime/files.ts';
import type { Logger } from '#kernel/ports.ts';
import { createLogger } from '#runtime/logger.ts';
import { createMetrics } from '#runtime/metrics.ts';
import { connectNats, followAdmission } from '#runtime/nats.ts';
import { OwnCertificate, settleFiles } from '#runtime/own-certificate.ts';
import { groups, nodeName, requestCertificate } from '#runtime/pki.ts';
import { systemClock, systemRandom } from '#runtime/system.ts';
import { orcVersion } from './version.ts';

/** Says once when the masters do not let this node in, and once when they do again. */
class Admission {
  readonly #logger: Logger;
  #isIn = true;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  changed(isIn: boolean): void {
    if (isIn === this.#isIn) return;
    this.#isIn = isIn;
    if (isIn) this.#logger.info('the masters let this node in');
    else
      this.#logger.error('the masters do not let this node in; it is tried again', {
        advice: 'it has no Node object, or it was removed: make the object, or join anew',
      });
  }
}

/** Runs a node until `signal` aborts. Rejects when it can't start. */
export async function runNode(config: NodeConfig, signal: AbortSignal): Promise<void> {
  const logger = createLogger(config.logLevel, { node: config.name });
  const metrics = createMetrics({ node: config.name });
  for (const name of ['certificateFile', 'keyFile', 'authorityFile'] as const) readText(config[name], name);
  settleFiles(config);
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const projection = new WorkProjection(path.join(config.dataDir, 'work.bin'), logger);
  const runtime = new DockerRuntime(config.dockerSocket);

  const questions = new Questions(systemRandom);
  const tokens = new TokenAsker(config.name, questions);
  let wantedTrust = '';
  const certificate = new OwnCertificate({
    files: config,
    wanted: () => wantedTrust,
    request: () => requestCertificate(nodeName(config.name), [groups.nodes]),
    ask: (request) => askCertificate(questions, config.name, request),
    random: systemRandom,
    clock: systemClock,
    logger,
    metrics,
  });

  let current: Session | undefined;
  const agent = new Agent({
    node: config.name,
    address: config.address,
    version: orcVersion,
    labels: config.labels,
    pauseImage: config.pauseImage,
    runtime,
    projection,
    memory: new MemoryFolder(config.memoryDir),
    tokenRefreshShare: config.tokenRefreshPercent / 100,
    askToken: (question) => tokens.ask(question),
    random: systemRandom,
    clock: systemClock,
    logger,
    metrics,
    allProxiesRevision: () => current?.allProxiesRevision ?? 0,
    reportSoon: () => current?.reportSoon(),
  });
  const proxy = new Proxy({
    clock: systemClock,
    logger,
    metrics,
    onApplied: (revision) => current?.proxied(revision),
  });
  const inputs = new ProxyInputs();
  const updateProxy = (): void => {
    const view = {
      node: config.name,
      clusterCidr: config.podCidr,
      services: projection.services(),
      slices: projection.endpointSlices(),
      nodes: projection.nodes(),
    };
    const input = inputs.make(view);
    const services = { destination: config.serviceCidr, device: podBridge };
    if (input !== undefined)
      proxy.setDesired(projection.revision, { ...input, routes: [...input.routes, services] });
  };
  agent.onChanged((workChanged) => {
    if (workChanged) updateProxy();
  });
  if (projection.isKnown) updateProxy();

  const talk = async (): Promise<void> => {
    const options = { servers: config.servers, tls: config };
    const admission = new Admission(logger);
    const connect = (use: string): Promise<NatsConnection> =>
      connectNats({ ...options, name: `${config.name} ${use}` }, () => admission.changed(false), signal);
    const connecting = Promise.all([connect('events'), connect('streams')]);
    const stopped = new Promise<undefined>((resolve) =>
      signal.addEventListener('abort', () => resolve(undefined), { once: true }),
    );
    const connections = await Promise.race([connecting, stopped]);
    if (connections === undefined) return;
    const [events, streamConnection] = connections;
    admission.changed(true);
    for (const connection of connections) void followAdmission(connection, (isIn) => admission.changed(isIn));
    questions.attach(events);
    current = new Session({
      node: config.name,
      bootId: systemRandom.uuid(),
      connection: events,
      projection,
      source: agent,
      trust: {
        get held() {
          return certificate.held;
        },
        want(name) {
          if (name === wantedTrust) return;
          wantedTrust = name;
          certificate.look();
        },
      },
      logger,
      metrics,
    });
    const streams = new Streams({
      node: config.name,
      connection: streamConnection,
      agent,
      runtime,
      logger,
      metricsText: () => metrics.text(),
    });
    const usage = new UsageReporter({
      node: config.name,
      connection: events,
      runtime,
      running: () => agent.running(),
      clock: systemClock,
      logger,
    });
    logger.info('node is up', { address: config.address, version: orcVersion });
    await Promise.all([current.run(signal), streams.run(signal), usage.run(signal), certificate.run(signal)]);
    await Promise.all([events.close(), streamConnection.close()]);
  };
  await Promise.all([agent.run(signal), proxy.run(signal), talk()]);
  projection.save();
}
