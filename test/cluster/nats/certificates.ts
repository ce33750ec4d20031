import { execFileSync } from 'node:child_process';

/** Writes `ca.pem` of a new CA, and `cert.pem` and `key.pem` that it signed for these IP addresses. */
export function writeCertificates(folder: string, addresses: readonly string[]): void {
  const names = addresses.map((address) => `IP:${address}`).join(',');
  const script = `
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=test-ca -keyout ca.key -out ca.pem
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=broker -keyout key.pem -out broker.csr
echo 'subjectAltName=${names}' > names
openssl x509 -req -in broker.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out cert.pem
`;
  execFileSync('/bin/sh', ['-e', '-c', script], { cwd: folder, stdio: 'ignore' });
}
