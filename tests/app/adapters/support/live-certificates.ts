import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  type Extension,
} from '@peculiar/x509';

/** What a console of that kind presents, and what an administrator puts into the bundle for it; PEM texts. */
export type LiveCertificates = {
  /** The leaf alone: the intermediate is not sent. */
  readonly certificate: string;
  readonly key: string;
  readonly root: string;
  readonly intermediate: string;
};

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const hourMs = 60 * 60_000;

/**
 * Certificates as a live console was seen to have them (docs/qradar-facts.md#certificate-of-the-console): a leaf without
 * an Authority Key Identifier, signed by an intermediate, of which the console sends only the leaf.
 */
export async function liveCertificates(names: readonly string[]): Promise<LiveCertificates> {
  const [rootKeys, middleKeys, leafKeys] = await Promise.all([newKeys(), newKeys(), newKeys()]);
  const root = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Root of a company',
    keys: rootKeys,
    ...always(),
    extensions: [...authority(), await SubjectKeyIdentifierExtension.create(rootKeys.publicKey)],
  });
  const intermediate = await X509CertificateGenerator.create({
    subject: 'CN=Intermediate of a company',
    issuer: root.subject,
    publicKey: middleKeys.publicKey,
    signingKey: rootKeys.privateKey,
    ...always(),
    extensions: [...authority(), await SubjectKeyIdentifierExtension.create(middleKeys.publicKey)],
  });
  const leaf = await X509CertificateGenerator.create({
    subject: 'CN=console',
    issuer: intermediate.subject,
    publicKey: leafKeys.publicKey,
    signingKey: middleKeys.privateKey,
    ...always(),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value }))),
    ],
  });
  const key = await crypto.subtle.exportKey('pkcs8', leafKeys.privateKey);
  return {
    certificate: leaf.toString('pem'),
    key: PemConverter.encode(key, 'PRIVATE KEY'),
    root: root.toString('pem'),
    intermediate: intermediate.toString('pem'),
  };
}

async function newKeys() {
  return crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function always() {
  const nowMs = Date.now();
  return {
    signingAlgorithm: algorithm,
    notBefore: new Date(nowMs - hourMs),
    notAfter: new Date(nowMs + 24 * hourMs),
  };
}

function authority(): Extension[] {
  return [
    new BasicConstraintsExtension(true, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
  ];
}
