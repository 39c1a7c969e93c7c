package dev.fleetrl.robot;

import dev.fleetrl.robot.arm.ros.RosExamination.Finding;
import dev.fleetrl.robot.identity.RobotCertificate;
import dev.fleetrl.transport.tls.TlsIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Whether a robot's certificate is there, is its own, holds, and is of the broker's authority. */
final class CertificateExamination {
    /** Nobody renews it but people. */
    private static final int BROKERS_LEAST_DAYS = 30;

    private CertificateExamination() {}

    static List<Finding> findings(RobotCertificate certificate, URI broker, int seconds, Instant now) {
        List<Finding> findings = new ArrayList<>();
        try {
            TlsIdentity own = certificate.read();
            findings.add(validity(certificate, own, now));
            broker(own, broker, seconds, now).ifPresent(findings::add);
        } catch (IllegalArgumentException unusable) {
            findings.add(Finding.ill(String.valueOf(unusable.getMessage())));
        }
        return findings;
    }

    private static Finding validity(RobotCertificate certificate, TlsIdentity own, Instant now) {
        Optional<String> trouble = own.trouble(now);
        if (trouble.isPresent()) {
            return Finding.ill(trouble.get() + "; enrol the robot again");
        }
        Duration left = Duration.between(now, own.expires());
        String words = "certificate of " + certificate.name() + ": " + left.toDays() + " days and " + left.toHoursPart()
                + " hours left";
        return now.isBefore(own.renewable())
                ? Finding.well(words)
                : Finding.ill(words + ", and not renewed; does the agent run, and reach the controller?");
    }

    private static Finding life(URI broker, long days) {
        String words = "the broker's certificate is of the same authority, and for " + broker.getHost();
        return days >= BROKERS_LEAST_DAYS
                ? Finding.well(words)
                : Finding.ill(words + ", but has only " + days
                        + " days left; issue it again, and let the broker read it (systemctl reload mosquitto)");
    }

    /** Empty where nobody answers, which is told elsewhere. */
    private static Optional<Finding> broker(TlsIdentity own, URI broker, int seconds, Instant now) {
        int millis = Math.toIntExact(Duration.ofSeconds(seconds).toMillis());
        try (SSLSocket socket = (SSLSocket) own.context().getSocketFactory().createSocket()) {
            socket.connect(new InetSocketAddress(broker.getHost(), broker.getPort()), millis);
            socket.setSoTimeout(millis);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            X509Certificate brokers = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return Optional.of(life(
                    broker,
                    Duration.between(now, brokers.getNotAfter().toInstant()).toDays()));
        } catch (SSLException e) {
            return Optional.of(Finding.ill(
                    "the broker at " + broker + " is not believed, or does not believe this robot (" + e.getMessage()
                            + "); ca.pem must be of the broker's authority, and the broker's certificate for "
                            + broker.getHost()));
        } catch (IOException silent) {
            return Optional.empty();
        }
    }
}
