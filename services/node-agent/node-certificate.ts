// A node's certificate, for which it asks the masters.
import { CertificateAsk, CertificateGiven } from '#kernel/model/gen/node.gen.ts';
import { nodeFormat, subjects } from '#kernel/node/protocol.ts';
import type { Issued } from '#runtime/own-certificate.ts';
import type { Questions } from '#node-agent/questions.ts';

/** Asks the masters for a certificate for this node, and whom it is to trust; all PEM. */
export async function askCertificate(questions: Questions, node: string, request: string): Promise<Issued> {
  const { certificate, authority } = await questions.ask(
    {
      what: 'certificate',
      subject: subjects.askCertificate(node),
      reply: (id) => subjects.certificateAnswer(node, id),
      ask: CertificateAsk,
      given: CertificateGiven,
    },
    { format: nodeFormat, node, request },
  );
  return { certificate, authority };
}
