package dev.fleetrl.robot.identity;

import dev.fleetrl.transport.tls.Pem;
import dev.fleetrl.transport.tls.TlsIdentity;
import java.io.IOException;
import java.security.KeyPair;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A key made on this robot, and the request to certify it.
 *
 * @param request PKCS #10 in PEM
 */
record NewKey(KeyPair pair, String request) {
    static NewKey make(String commonName) {
        KeyPair pair = TlsIdentity.newKey();
        try {
            byte[] request = new JcaPKCS10CertificationRequestBuilder(
                            new X500NameBuilder(BCStyle.INSTANCE)
                                    .addRDN(BCStyle.CN, commonName)
                                    .build(),
                            pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                    .getEncoded();
            return new NewKey(pair, Pem.block("CERTIFICATE REQUEST", request));
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot ask for a certificate", e);
        }
    }
}
