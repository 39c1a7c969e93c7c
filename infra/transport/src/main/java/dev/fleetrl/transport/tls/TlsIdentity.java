package dev.fleetrl.transport.tls;

import dev.fleetrl.transport.tls.TlsFolder.BadIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who a process is to others, and whom it believes.
 *
 * @param chain the process's own certificate first
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
    public TlsIdentity {
        chain = List.copyOf(chain);
        authorities = List.copyOf(authorities);
    }

    /** A new key of the curve P-256, which every TLS library knows. */
    public static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a key", e);
        }
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** What brokers and rules know the process by; empty where the certificate says none. */
    public static String commonName(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> String.valueOf(part.getValue()))
                            .findFirst()
                            .orElse("");
        } catch (InvalidNameException e) {
            return "";
        }
    }

    public Instant expires() {
        return certificate().getNotAfter().toInstant();
    }

    /** From then on, at two thirds of its life, a new certificate should be asked for. */
    public Instant renewable() {
        Instant from = certificate().getNotBefore().toInstant();
        Duration life = Duration.between(from, expires());
        return from.plus(life.multipliedBy(2).dividedBy(3));
    }

    /** Why it cannot be used at a moment; empty where it can. */
    public Optional<String> trouble(Instant now) {
        return trouble(certificate(), now);
    }

    /** Why a certificate cannot be used at a moment; empty where it can. */
    public static Optional<String> trouble(X509Certificate certificate, Instant now) {
        String words = "the certificate of " + commonName(certificate);
        Instant end = certificate.getNotAfter().toInstant();
        Instant from = certificate.getNotBefore().toInstant();
        if (now.isAfter(end)) {
            return Optional.of(words + " expired at " + end);
        }
        return now.isBefore(from)
                ? Optional.of(words + " is valid from " + from + " on; is this clock wrong?")
                : Optional.empty();
    }

    /** SHA-256 of a whole certificate, hexadecimal. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Refuses, in one line, what is not valid at a moment. */
    public TlsIdentity requireValid(Instant now) {
        trouble(now).ifPresent(words -> {
            throw new BadIdentity(words + "; enrol the robot, or issue the service's certificate, again");
        });
        return this;
    }

    public SSLContext context() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore(new char[0]), new char[0]);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new BadIdentity("key or certificate is of a kind that this Java cannot use: " + e.getMessage());
        }
    }

    /** Own key and certificate, for libraries that want them so. */
    public KeyStore keyStore(char[] password) throws GeneralSecurityException {
        KeyStore store = empty();
        store.setKeyEntry("own", key, password, chain.toArray(X509Certificate[]::new));
        return store;
    }

    /** The authorities. */
    public KeyStore trustStore() throws GeneralSecurityException {
        KeyStore store = empty();
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("ca-" + i, authorities.get(i));
        }
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return store;
    }

    /** Whether key, certificate and authority belong together. */
    public boolean isWhole() {
        return hasMatchingKey() && isIssuedByItsAuthority();
    }

    boolean hasMatchingKey() {
        try {
            byte[] words = "one pair".getBytes(StandardCharsets.US_ASCII);
            return verifies(certificate().getPublicKey(), words, sign(words));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** A signature by this identity's key, to be checked with {@link #verifies}. */
    public byte[] sign(byte[] words) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm(key.getAlgorithm()));
        signature.initSign(key);
        signature.update(words);
        return signature.sign();
    }

    public static boolean verifies(PublicKey key, byte[] words, byte[] signed) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm(key.getAlgorithm()));
        signature.initVerify(key);
        signature.update(words);
        return signature.verify(signed);
    }

    private static String algorithm(String keyKind) {
        return "SHA256with" + (keyKind.equals("EC") ? "ECDSA" : keyKind);
    }

    /** Whenever that was: an expired one is told apart. */
    boolean isIssuedByItsAuthority() {
        try {
            PKIXParameters rules = new PKIXParameters(authorities.stream()
                    .map(authority -> new TrustAnchor(authority, null))
                    .collect(Collectors.toSet()));
            rules.setRevocationEnabled(false);
            rules.setDate(Date.from(certificate().getNotBefore().toInstant()));
            var unused = CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), rules);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
