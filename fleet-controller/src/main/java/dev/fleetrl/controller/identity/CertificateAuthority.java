package dev.fleetrl.controller.identity;

import dev.fleetrl.transport.tls.Pem;
import dev.fleetrl.transport.tls.TlsFolder;
import dev.fleetrl.transport.tls.TlsIdentity;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Certifies who robots and services are, for the broker of one site. Its key lies in {@code ca-key.pem} of its folder, which nobody else may
 * read, and never leaves it; {@code ca.pem}, for all, is the certificate that everybody believes.
 */
public final class CertificateAuthority {
    /** X.509 allows no longer one; OpenSSL insists. */
    public static final int LONGEST_NAME = 64;

    private static final Duration OWN_LIFE = Duration.ofDays(3650);
    /** A robot's clock may be behind. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TlsIdentity own;

    private CertificateAuthority(TlsIdentity own) {
        this.own = own;
    }

    /** Where a site's authority lies below its data folder. */
    public static Path folder(Path data) {
        return data.resolve("identity");
    }

    /** Whether a folder holds an authority. */
    public static boolean isIn(Path folder) {
        return Files.exists(files(folder).own());
    }

    private static TlsFolder files(Path folder) {
        return new TlsFolder(folder, "ca-key");
    }

    /** The authority of a folder, made there if there is none yet. */
    public static CertificateAuthority open(Path folder, Instant now) throws IOException {
        Pem.makePrivateFolder(folder);
        TlsFolder files = files(folder);
        if (!isIn(folder)) {
            KeyPair pair = TlsIdentity.newKey();
            X500Name name = name("FleetRL certificate authority");
            X509v3CertificateBuilder certificate = builder(name, name, pair.getPublic(), now, OWN_LIFE);
            add(certificate, Extension.basicConstraints, new BasicConstraints(0));
            add(certificate, Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            X509Certificate signed = sign(certificate, pair);
            Pem.writePrivately(files.authorities(), Pem.of(signed));
            Pem.writePrivately(files.own(), Pem.of(signed) + Pem.of(pair.getPrivate()));
        }
        return new CertificateAuthority(files.read().requireValid(now));
    }

    public X509Certificate certificate() {
        return own.certificate();
    }

    /** Certifies that a key is a client's of that name. */
    public X509Certificate certify(String commonName, PublicKey key, Instant now, Duration life) {
        return certify(commonName, key, now, life, List.of());
    }

    /**
     * Certifies a client, or a server.
     *
     * @param hosts under which a server is reached: names and IP addresses; a client has none
     */
    public X509Certificate certify(String commonName, PublicKey key, Instant now, Duration life, List<String> hosts) {
        if (commonName.isEmpty() || commonName.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("'" + commonName + "' has " + commonName.length()
                    + " characters; a certificate takes 1 to " + LONGEST_NAME + ", site and robot together");
        }
        X500Name issuer =
                X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded());
        X509v3CertificateBuilder certificate = builder(issuer, name(commonName), key, now, life);
        add(certificate, Extension.basicConstraints, new BasicConstraints(false));
        add(certificate, Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature));
        KeyPurposeId purpose = hosts.isEmpty() ? KeyPurposeId.id_kp_clientAuth : KeyPurposeId.id_kp_serverAuth;
        add(certificate, Extension.extendedKeyUsage, new ExtendedKeyUsage(purpose));
        if (!hosts.isEmpty()) {
            GeneralName[] names = hosts.stream().map(CertificateAuthority::host).toArray(GeneralName[]::new);
            add(certificate, Extension.subjectAlternativeName, new GeneralNames(names));
        }
        return sign(certificate, new KeyPair(certificate().getPublicKey(), own.key()));
    }

    /** Whether a certificate is one of this authority's own, whenever it ends. */
    public boolean hasIssued(X509Certificate certificate) {
        try {
            certificate.verify(certificate().getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Gives a service of this site its key and certificate, as {@code NAME.pem} beside {@code ca.pem}. */
    public Path issue(TlsFolder files, List<String> hosts, Instant now, Duration life) throws IOException {
        KeyPair pair = TlsIdentity.newKey();
        X509Certificate certificate = certify(files.name(), pair.getPublic(), now, life, hosts);
        Pem.makePrivateFolder(files.folder());
        Pem.writePrivately(files.authorities(), Pem.of(certificate()));
        Pem.writePrivately(files.own(), Pem.of(certificate) + Pem.of(pair.getPrivate()));
        return files.own();
    }

    private static GeneralName host(String host) {
        boolean isAddress = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
        return new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, PublicKey key, Instant now, Duration life) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1),
                Date.from(now.minus(CLOCK_TOLERANCE)),
                Date.from(now.plus(life)),
                subject,
                key);
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    private static void add(X509v3CertificateBuilder certificate, ASN1ObjectIdentifier kind, ASN1Encodable value) {
        try {
            var unused = certificate.addExtension(kind, true, value);
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(X509v3CertificateBuilder certificate, KeyPair issuer) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(
                            new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
