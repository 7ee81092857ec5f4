// Nodes renew their certificates by a question: any master answers, without a leader, since everything it takes is in the
// state. A node gets one for itself alone, and only as long as it has a Node object.
import type { NatsConnection } from 'nats';
import { OrcError } from '#kernel/errors.ts';
import { CertificateAsk, CertificateGiven } from '#kernel/model/gen/node.gen.ts';
import { subjects } from '#kernel/node/protocol.ts';
import type { Logger, Metrics } from '#kernel/ports.ts';
import type { StateView } from '#kernel/store/view.ts';
import { signing } from '#api/certificates/authorities.ts';
import { nodeIn } from '#api/certificates/decision.ts';
import { apiLimits } from '#api/limits.ts';
import { NodeQuestions } from '#api/nats/questions.ts';
import type { Vault } from '#api/sealing.ts';
import type { Issued } from '#runtime/own-certificate.ts';
import { readRequest, signRequest } from '#runtime/pki.ts';

export interface NodeCertificatesOptions {
  readonly connection: NatsConnection;
  readonly view: () => StateView;
  readonly vault: Vault;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** A node's next certificate, and whom it is to trust. Throws Forbidden, BadRequest, or Unsupported without an authority. */
export async function nextCertificate(
  { node, request: pem }: CertificateAsk,
  view: StateView,
  vault: Vault,
): Promise<Issued> {
  if (view.get('Node', '', node) === undefined)
    throw new OrcError('Forbidden', `nodes "${node}" not found: it gets no certificate`);
  const request = await readRequest(pem);
  if (nodeIn(request) !== node)
    throw new OrcError('Forbidden', `the request is not for node "${node}" but for "${request.name}"`);
  const { authority, trust } = signing(view, vault);
  const certificate = await signRequest(authority, request, apiLimits.certificates.seconds.usual);
  return { certificate, authority: trust.bundle };
}

/** Answers from now on, until what is returned is closed. */
export function answerNodeCertificates({
  connection,
  view,
  vault,
  logger,
  metrics,
}: NodeCertificatesOptions): NodeQuestions<CertificateAsk, CertificateGiven> {
  return new NodeQuestions({
    connection,
    anySubject: subjects.anyAskCertificate,
    subjectOf: subjects.askCertificate,
    ask: CertificateAsk,
    given: CertificateGiven,
    underWay: apiLimits.podTokens.underWay,
    async answer(ask) {
      const issued = await nextCertificate(ask, view(), vault);
      logger.info('a node has a new certificate', { node: ask.node });
      return { error: '', message: '', ...issued };
    },
    refusal: (error, message) => ({ error, message, certificate: '', authority: '' }),
    count: metrics.counter(
      'orc_node_certificates_total',
      'Certificates that nodes asked for to renew their own, by outcome.',
      ['outcome'],
    ),
    logger,
  });
}
