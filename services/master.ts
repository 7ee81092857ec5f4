// A master: one process that holds the log, the state and the faces. This file knows how its parts are
// wired and nothing else does. Threads: this one (api), raft (with its WAL thread), control.
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { OrcError, messageOf } from '#kernel/errors.ts';
import { apiServiceHosts } from '#kernel/kinds/api-service.ts';
import { clusterVersions } from '#kernel/limits.ts';
import type { MasterReport } from '#kernel/model/gen/api.gen.ts';
import type { Logger } from '#kernel/ports.ts';
import { stateHash } from '#api/state-hash.ts';
import { noTokens, parseTokens } from '#api/access/identity.ts';
import { RoleAccess } from '#api/access/rbac.ts';
import { openAudit } from '#api/audit/audit.ts';
import { bounded } from '#api/bounded.ts';
import { type Caller, Committer } from '#api/commit.ts';
import { ControllerPods } from '#api/webhooks/controller-pods.ts';
import { Conversions } from '#api/webhooks/conversions.ts';
import { Webhooks } from '#api/webhooks/webhooks.ts';
import { MastersFace } from '#api/grpc/masters.ts';
import { Calls } from '#api/grpc/calls.ts';
import { MetricsFace } from '#api/grpc/metrics.ts';
import { AccessFace } from '#api/grpc/access.ts';
import { ClusterFace } from '#api/grpc/cluster.ts';
import { LogFace } from '#api/grpc/log.ts';
import { ObjectsFace } from '#api/grpc/objects.ts';
import { PodsFace } from '#api/grpc/pods.ts';
import { startGrpcServer } from '#api/grpc/server.ts';
import { typedRoutes } from '#api/grpc/typed.ts';
import { Shares } from '#api/fairness/shares.ts';
import { InFlight } from '#api/fairness/in-flight.ts';
import { Turns } from '#api/fairness/turns.ts';
import { AccountFace } from '#api/http/accounts.ts';
import { MetricsHttp } from '#api/http/metrics.ts';
import { HttpObjects } from '#api/http/objects.ts';
import { OpenApi } from '#api/http/openapi/documents.ts';
import { Router } from '#api/http/router.ts';
import { PodFace } from '#api/http/streaming/pod-face.ts';
import { ProxyFace } from '#api/http/streaming/proxy.ts';
import { startHttpServer } from '#api/http/server.ts';
import { apiLimits } from '#api/limits.ts';
import { nextMasterCertificate, trustIn } from '#api/certificates/authorities.ts';
import { AuthorityRotation } from '#api/certificates/authority-rotation.ts';
import { ImageDigests } from '#api/images/image-digests.ts';
import { Registries, readRegistryAuthorities } from '#api/images/registries.ts';
import { BootstrapTokens } from '#api/certificates/bootstrap-tokens.ts';
import { Revocations } from '#api/certificates/revocations.ts';
import { nextUserCertificate } from '#api/certificates/renewal.ts';
import { CertificateSigner } from '#api/certificates/signer.ts';
import { Nodes } from '#api/nats/nodes.ts';
import { answerNodeCertificates } from '#api/nats/node-certificates.ts';
import { hearNodeUsage } from '#api/nats/node-usage.ts';
import { answerPodTokens } from '#api/nats/pod-tokens.ts';
import { givenKeys, keysRequest } from '#api/encryption/key-exchange.ts';
import { KeyFile, isLocked } from '#api/encryption/key-file.ts';
import { KeyKeeper } from '#api/encryption/key-keeper.ts';
import { KeyRotation } from '#api/encryption/key-rotation.ts';
import { parseKeyring } from '#api/encryption/keyring.ts';
import { untilUnlocked } from '#api/encryption/locked-master.ts';
import type { MemberView } from '#api/raft-port.ts';
import { NatsServer, routePasswordOf } from '#api/nats/server.ts';
import { NodeStreams } from '#api/nats/streams.ts';
import { NatsUsers } from '#api/nats/users.ts';
import { readAuthorities, startIssuers } from '#api/oidc/issuers.ts';
import { Peers } from '#api/peers.ts';
import { Pages } from '#api/pages.ts';
import { PodStreams } from '#api/pod-streams.ts';
import { Reads } from '#api/reads.ts';
import { Replica } from '#api/replica.ts';
import { createSealer, createVault } from '#api/sealing.ts';
import { AccountTokens } from '#api/tokens/account-tokens.ts';
import { BearerTokens } from '#api/tokens/bearer.ts';
import { TokenKeys } from '#api/tokens/keys.ts';
import { TokenQuestions } from '#api/tokens/questions.ts';
import { TokenRotation } from '#api/tokens/rotation.ts';
import { type RaftOptions, startRaft } from '#raft/handle.ts';
import { type MasterConfig, masterPorts } from '#runtime/config.ts';
import { withReserve } from '#raft/wal/pool.ts';
import { Credential, type TlsText } from '#runtime/credential.ts';
import { readText } from '#runtime/files.ts';
import { createLogger } from '#runtime/logger.ts';
import { createMetrics } from '#runtime/metrics.ts';
import { connectNats } from '#runtime/nats.ts';
import { type Issued, OwnCertificate, settleFiles } from '#runtime/own-certificate.ts';
import {
  type Identity,
  groups,
  hostsNotNamed,
  hostsOf,
  masterName,
  requestCertificate,
} from '#runtime/pki.ts';
import { systemClock, systemRandom } from '#runtime/system.ts';
import { bootstrapWrites } from './bootstrap.ts';
import { ControlLink } from './control-link.ts';
import { masterFigures, serveMasterMetrics } from './master-metrics.ts';
import { orcVersion } from './version.ts';

/** How long between tries to write the first objects, and to catch up. */
const bootstrapRetryMs = 200;

/** Writes the cluster's first objects whenever this master leads a cluster that has none. */
function bootstrapWhenLeading(replica: Replica, config: MasterConfig, logger: Logger): void {
  const attempt = async (): Promise<void> => {
    if (replica.leadership.role !== 'leader') return;
    try {
      await replica.untilCurrent(AbortSignal.timeout(5_000));
      if (replica.store.clusterVersion > 0) return;
      const transaction = {
        requestId: systemRandom.uuid(),
        actor: masterName(config.name),
        cause: 0,
        reason: 'a new cluster',
        source: `master ${config.name}`,
        timeMs: Date.now(),
        term: 0,
        preconditions: [],
        writes: bootstrapWrites(config, systemRandom, Date.now()),
      };
      const outcome = await replica.propose({ transaction }, 'control', AbortSignal.timeout(5_000));
      if (outcome.error === '' || outcome.error === 'AlreadyExists') return;
      throw new OrcError('Internal', outcome.message);
    } catch (error) {
      logger.warn("the cluster's first objects are not written yet", { error: messageOf(error) });
      setTimeout(() => void attempt(), bootstrapRetryMs);
    }
  };
  replica.listen({ events: () => undefined, leadership: () => void attempt() });
  void attempt();
}

/** Catches up once with what the others have acknowledged, so that this master may refuse what its roles do not allow. */
function catchUp(replica: Replica, signal: AbortSignal): void {
  const attempt = async (): Promise<void> => {
    try {
      await replica.untilCurrent(AbortSignal.any([signal, AbortSignal.timeout(5_000)]));
    } catch {
      // Without a quorum there is nobody to catch up with yet.
      if (!signal.aborted) setTimeout(() => void attempt(), bootstrapRetryMs).unref();
    }
  };
  void attempt();
}

function refuseNewerCluster(replica: Replica): void {
  if (replica.store.clusterVersion > clusterVersions.newest)
    throw new OrcError(
      'Unsupported',
      `the cluster has version ${replica.store.clusterVersion}, this orc knows versions up to ${clusterVersions.newest}: install a newer orc on this master`,
    );
}

/** Says once when pods can't trust this master, because its certificate lacks the names by which they know it. */
function warnOfCertificate(
  certificate: string,
  { serviceCidr, certificateFile }: MasterConfig,
  logger: Logger,
): void {
  const missing = hostsNotNamed(certificate, apiServiceHosts(serviceCidr));
  if (missing.length === 0) return;
  logger.warn(
    "pods can't verify this master: make its certificate anew with these names and addresses in it as well",
    { certificateFile, missing: missing.join(', ') },
  );
}

function peerTls({ authority, certificate, key }: TlsText): RaftOptions['tls'] {
  return { ca: Buffer.from(authority), cert: Buffer.from(certificate), key: Buffer.from(key) };
}

/** The authority that the configuration gives the cluster. Its key's file may be gone once the cluster has taken it in. */
function authorityGiven({ authorityKeyFile }: MasterConfig, certificate: string): Identity | undefined {
  if (authorityKeyFile === '' || !existsSync(authorityKeyFile)) return undefined;
  return { certificate, key: readText(authorityKeyFile, 'authorityKeyFile') };
}

/** The file with this master's keys, once it is open; undefined when the master is stopped before it is. */
async function openKeyFile(
  config: MasterConfig,
  credential: Credential,
  logger: Logger,
  signal: AbortSignal,
): Promise<KeyFile | undefined> {
  const { encryptionKeyFile: file, name, address } = config;
  const text = readText(file, 'encryptionKeyFile');
  if (!isLocked(text)) return new KeyFile(file, parseKeyring(text, file), undefined);
  const listen = `${address}:${masterPorts.grpc}`;
  try {
    const options = { name, listen, credential, file, text, logger };
    const { keyring, unlockKey } = await untilUnlocked(options, signal);
    return new KeyFile(file, keyring, unlockKey);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

/** Runs a master until `signal` aborts. Rejects when it can't start or can't go on. */
export async function runMaster(config: MasterConfig, signal: AbortSignal): Promise<void> {
  const logger = createLogger(config.logLevel, { master: config.name });
  const metrics = createMetrics({ master: config.name });
  for (const name of ['certificateFile', 'keyFile'] as const) readText(config[name], name);
  settleFiles(config);
  const identity = {
    certificate: readText(config.certificateFile, 'certificateFile'),
    key: readText(config.keyFile, 'keyFile'),
  };
  warnOfCertificate(identity.certificate, config, logger);
  const authority = readText(config.authorityFile, 'authorityFile');
  readText(config.encryptionKeyFile, 'encryptionKeyFile');
  const { tokenFile } = config;
  const listedTokens = tokenFile === '' ? noTokens : parseTokens(readText(tokenFile, 'tokenFile'), tokenFile);
  const oidcConfigs = readAuthorities(config.oidc);
  const listedRegistries = readRegistryAuthorities(config.registries);
  const auditTools = { random: systemRandom, logger, metrics };
  const audited = config.audit === undefined ? undefined : await openAudit(config.audit, auditTools);
  const credential = new Credential({ authority, ...identity });
  const keyFile = await openKeyFile(config, credential, logger, signal);
  if (keyFile === undefined) return;
  const sealer = createSealer(keyFile.keyring);
  const vault = createVault(keyFile.keyring);
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });

  const failure = Promise.withResolvers<never>();
  const stopped = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  // Until the master is up nobody may be waiting for it.
  failure.promise.catch(() => undefined);
  const fatal = (error: Error): void => failure.reject(error);
  const replica = new Replica(logger, systemRandom, fatal);
  const memberOf = ({
    id,
    name,
    address,
  }: MasterConfig['masters'][number]): { id: number; name: string; address: string } => ({
    id,
    name,
    address: `${address}:${masterPorts.raft}`,
  });
  const others = config.masters.filter(({ id }) => id !== config.id);
  const raftDir = path.join(config.dataDir, 'raft');
  const raft = await startRaft(
    {
      dataDir: raftDir,
      clusterId: config.clusterId,
      self: memberOf({ id: config.id, name: config.name, address: config.address }),
      // One that joins learns the members from the log.
      members: config.join ? [] : config.masters.map(memberOf),
      listen: `${config.address}:${masterPorts.raft}`,
      tls: peerTls(credential.current),
      logger: logger.with({ thread: 'raft' }),
    },
    {
      commit: (entries) => replica.commit(entries),
      snapshot: () => replica.snapshot(),
      restore: (index, chunks) => replica.restore(index, chunks),
      leadership: (change) => replica.lead(change),
      fatal,
    },
  );
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => raft.close());
  credential.follow((current) => raft.renew(peerTls(current)));
  refuseNewerCluster(replica);
  replica.attach(raft);
  replica.listen({ events: () => undefined, replaced: () => refuseNewerCluster(replica) });

  const natsStop = new AbortController();
  const natsOptions = {
    name: config.name,
    address: config.address,
    clientPort: masterPorts.natsClient,
    clusterPort: masterPorts.natsCluster,
    routes: others.map(({ address }) => `${address}:${masterPorts.natsCluster}`),
    certificateFile: config.certificateFile,
    keyFile: config.keyFile,
    authorityFile: config.authorityFile,
    folder: path.join(config.dataDir, 'nats'),
    routePassword: routePasswordOf(keyFile.keyring.sealing.key),
  };
  const natsUsers = cleanup.use(
    new NatsUsers({
      replica,
      masters: [config.name, ...others.map(({ name }) => name)],
      admit: (users) => natsServer.admit(users),
      logger,
    }),
  );
  const natsServer = withReserve(raftDir, () => new NatsServer(natsOptions, natsUsers.users(), logger));
  credential.follow(() => natsServer.reload());
  const natsRun = natsServer.run(natsStop.signal);
  cleanup.defer(async () => {
    natsStop.abort();
    await natsRun;
  });
  // The master's own server first; the others when it is down.
  const servers = [config, ...others].map(({ address }) => `${address}:${masterPorts.natsClient}`);
  const connected = Promise.all(
    ['events', 'streams'].map((use) =>
      connectNats({ servers, name: `${config.name} ${use}`, tls: config }, undefined, signal),
    ),
  );
  // Nobody may let it in for as long as it lives: it stops all the same when it is told to, or when its log has ended.
  const [events, streamConnection] = (await Promise.race([connected, stopped, failure.promise])) ?? [];
  if (signal.aborted) return;
  if (events === undefined || streamConnection === undefined)
    throw new OrcError('Internal', 'two connections were asked for');
  cleanup.defer(() => events.close());
  cleanup.defer(() => streamConnection.close());

  const streams = new NodeStreams(streamConnection, systemRandom);
  const podStreams = new PodStreams(replica, streams);
  const conversions = new Conversions({
    view: () => replica.store,
    random: systemRandom,
    forwarder: (namespace, pod, signal) => podStreams.forwarder(namespace, pod, signal),
    metrics,
  });
  cleanup.defer(() => conversions.close());
  const webhooks = new Webhooks({
    store: () => replica.store,
    random: systemRandom,
    forwarder: (namespace, pod, signal) => podStreams.forwarder(namespace, pod, signal),
    bounded,
    conversions,
    logger,
    metrics,
  });
  cleanup.defer(() => webhooks.close());
  const registries = new Registries({
    listed: listedRegistries,
    onlyListed: config.onlyListedRegistries,
    clusterNetworks: [config.podCidr, config.serviceCidr],
  });
  const images = new ImageDigests({
    ask: (image, deadline) => registries.digest(image, deadline),
    clock: systemClock,
    logger,
    metrics,
  });
  const control = new ControlLink({
    pods: new ControllerPods({ replica, sealer, random: systemRandom, bounded, webhooks, images }),
    replica,
    master: config.name,
    logLevel: config.logLevel,
    logger,
    metrics,
    authority: () => credential.current.authority,
    apiPort: masterPorts.http,
    fatal,
  });
  cleanup.defer(() => control.close());
  bootstrapWhenLeading(replica, config, logger);
  catchUp(replica, signal);
  const nowMs = (): number => Date.now();
  const rotation = cleanup.use(new TokenRotation({ replica, vault, master: config.name, nowMs, logger }));
  const revocations = cleanup.use(new Revocations(replica));
  const tokenKeys = new TokenKeys(() => replica.store, vault);
  const accountTokens = new AccountTokens({
    keys: tokenKeys,
    view: () => replica.store,
    current: () => replica.untilCurrent(AbortSignal.timeout(apiLimits.requestMs)),
    nowMs,
    random: systemRandom,
    logger,
  });
  cleanup.use(
    new CertificateSigner({
      replica,
      vault,
      sealer,
      authority: authorityGiven(config, authority),
      master: config.name,
      random: systemRandom,
      nowMs,
      logger,
      metrics,
    }),
  );
  const renewal = new OwnCertificate({
    files: config,
    request: (present) => requestCertificate(masterName(config.name), [groups.masters], hostsOf(present)),
    ask: (request) => nextMasterCertificate(request, config.name, replica.store, vault),
    wanted: () => trustIn(replica.store)?.name ?? '',
    renewed: (next) => credential.renew(next),
    random: systemRandom,
    clock: systemClock,
    logger,
    metrics,
  });
  void renewal.run(signal);
  const lookAtTrust = (): void => renewal.look();
  replica.listen({
    events: (events) => {
      if (events.some(({ kind }) => kind === 'Cluster')) lookAtTrust();
    },
    replaced: lookAtTrust,
  });
  const bootstrapTokens = new BootstrapTokens({
    view: () => replica.store,
    current: () => replica.untilCurrent(AbortSignal.timeout(apiLimits.requestMs)),
    sealer,
    nowMs,
  });
  const issuers = startIssuers(oidcConfigs, { clock: systemClock, logger, metrics });
  for (const issuer of issuers) cleanup.use(issuer);
  const tokens = new BearerTokens({
    listed: listedTokens,
    bootstrap: bootstrapTokens,
    accounts: accountTokens,
    issuers,
    logger,
    metrics,
  });
  const nodes = new Nodes({
    replica,
    connection: events,
    sealer,
    random: systemRandom,
    logger,
    metrics,
    source: `nats ${config.name}`,
    heard: (node) => control.heard(node),
  });

  const report = (): MasterReport => ({
    name: config.name,
    trust: renewal.held,
    encryptionKeys: keyFile.keyring.ids,
  });
  const members = async (): Promise<readonly MemberView[]> => (await replica.log.status()).members;
  const peers = new Peers({ credential, port: masterPorts.grpc, self: config.name, own: report, members });
  const reports = (): ReturnType<Peers['reports']> => peers.reports();
  cleanup.use(
    new KeyKeeper({
      replica,
      file: keyFile,
      vault,
      fetch: (ids) => peers.encryptionKeys(keysRequest(config.name, ids, keyFile.keyring, nowMs())),
      changed: () => natsServer.changeRoutePassword(routePasswordOf(keyFile.keyring.sealing.key)),
      logger,
    }),
  );
  const keyRotation = cleanup.use(
    new KeyRotation({ replica, vault, file: keyFile, master: config.name, reports, nowMs, logger }),
  );
  const authorityRotation = cleanup.use(
    new AuthorityRotation({
      replica,
      vault,
      clusterId: config.clusterId,
      master: config.name,
      reports,
      trustOf: (node) => nodes.trustOf(node),
      nowMs,
      logger,
    }),
  );
  const usages = hearNodeUsage({ connection: events, replica, logger, metrics }, cleanup);
  const podTokens = answerPodTokens({
    connection: events,
    tokens: accountTokens,
    view: () => replica.store,
    current: (deadline) => replica.untilCurrent(deadline),
    logger,
    metrics,
  });
  const nodeCertificates = answerNodeCertificates({
    connection: events,
    view: () => replica.store,
    vault,
    logger,
    metrics,
  });
  const access = new RoleAccess(
    {
      get view() {
        return replica.store;
      },
      get wasCurrent() {
        return replica.wasCurrent;
      },
    },
    groups,
    metrics,
  );
  const turns = new Turns();
  cleanup.defer(async () => audited?.close());
  const calls = new Calls(access, tokens, logger, metrics, revocations, turns, audited?.audit);
  const committer = new Committer(
    replica,
    sealer,
    systemRandom,
    access,
    metrics,
    { webhooks, images, conversions },
    new Shares(turns),
  );
  const reads = new Reads(replica, sealer, new Pages());
  const questions = new TokenQuestions({ reads, tokens: accountTokens, bearer: tokens });
  const renewUser = (request: string, caller: Caller): Promise<Issued> =>
    nextUserCertificate(request, caller, replica.store, vault);
  const objects = new ObjectsFace(replica, committer, reads, conversions);
  const { 'orc.v1.Pods': typedPods = [], ...typed } = typedRoutes(objects, calls);
  const podPlaces = new InFlight(apiLimits.podStreamsPerClient);
  const grpc = await startGrpcServer({
    listen: [`${config.address}:${masterPorts.grpc}`],
    credential,
    services: {
      'orc.v1.Objects': objects.routes(calls),
      'orc.v1.Pods': [
        ...typedPods,
        ...new PodsFace({ streams: podStreams, committer, places: podPlaces }).routes(calls),
      ],
      'orc.v1.Log': new LogFace(reads).routes(calls),
      'orc.v1.Metrics': new MetricsFace(usages).routes(calls),
      'orc.v1.Access': new AccessFace(access, questions, renewUser).routes(calls),
      ...typed,
      'orc.v1.Cluster': new ClusterFace({
        replica,
        clusterId: config.clusterId,
        name: config.name,
        version: orcVersion,
        stateHash: () => stateHash(replica.store),
        encryptionKeyId: () => keyFile.keyring.sealing.id,
        keyRotation,
        rotateTokenKeys: (caller, deadline) => rotation.rotate(caller, deadline),
        revocations,
        authorityRotation,
      }).routes(calls),
      'orc.v1.Masters': new MastersFace({
        report,
        encryptionKeys: async (request) => {
          const names = (await members()).map(({ name }) => name);
          return givenKeys(request, keyFile.keyring, names, nowMs());
        },
      }).routes(calls),
    },
  });
  cleanup.defer(() => grpc.close());
  const pods = new PodFace(podStreams, committer);
  const proxy = new ProxyFace({ committer, pods: podStreams, nodes: streams, reads, random: systemRandom });
  const openApi = new OpenApi(reads, orcVersion);
  const accountFace = new AccountFace({
    questions,
    keys: tokenKeys,
    address: `https://${config.address}:${masterPorts.http}`,
  });
  const figures = masterFigures(metrics, replica, raft);
  const stopHttp = await startHttpServer({
    address: config.address,
    port: masterPorts.http,
    credential,
    guard: revocations,
    router: new Router({
      objects: new HttpObjects(reads, committer, turns, conversions),
      accounts: accountFace,
      metrics: new MetricsHttp({ usages, access, turns }),
      access,
      authority: () => credential.current.authority,
      version: orcVersion,
      address: `${config.address}:${masterPorts.http}`,
      figures,
      ready: (deadline) => replica.untilCurrent(deadline),
      documents: (exchange) => openApi.serve(exchange) || accountFace.serveDocument(exchange),
      streams: async (call) => (await pods.serve(call)) || (await proxy.serve(call)),
    }),
    access,
    tokens,
    logger,
    metrics,
    turns,
    podStreams: podPlaces,
    audit: audited?.audit,
  });
  cleanup.defer(stopHttp);
  grpc.setServing(true);

  const stopMetrics = await serveMasterMetrics({
    address: config.address,
    port: masterPorts.metrics,
    credential,
    access,
    tokens,
    guard: revocations,
    replica,
    streams,
    logger,
    text: figures,
  });
  cleanup.defer(stopMetrics);
  logger.info('master is up', { address: config.address, version: orcVersion });

  await Promise.race([stopped, failure.promise]);
  podTokens.close();
  nodeCertificates.close();
  nodes.close();
}
