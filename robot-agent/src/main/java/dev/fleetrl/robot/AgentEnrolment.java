package dev.fleetrl.robot;

import dev.fleetrl.robot.identity.CertificateDesk;
import dev.fleetrl.robot.identity.RobotCertificate;
import dev.fleetrl.robot.identity.ServerTrust;
import dev.fleetrl.transport.tls.TlsIdentity;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gets a robot its first certificate, or one after the last has expired. */
final class AgentEnrolment {
    private static final int PATIENCE_SECONDS = 30;

    private AgentEnrolment() {}

    /** Answers, in one line, what the robot has now; refuses, in one line, what the person can mend. */
    static String enrol(RobotAgentConfig config, String token) throws IOException, InterruptedException {
        RobotAgentConfig.Tls tls = config.tls()
                .orElseThrow(() -> new IllegalArgumentException(
                        "tls: name the folder of the certificates and the controller's address, then enrol"));
        RobotCertificate robot = config.robots().stream()
                .map(each -> RobotCertificate.of(config.site(), each.id(), tls.of(each.id())))
                .filter(each -> token.endsWith("." + each.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the token is for none of this file's robots; compare site and id, and copy it whole"));
        Path authorities = robot.files().authorities();
        if (ServerTrust.isEncrypted(tls.controller()) && !Files.exists(authorities)) {
            throw new IllegalArgumentException(
                    "there is no file " + authorities + "; with https:// copy the site's ca.pem there, then enrol");
        }
        Vertx vertx = Vertx.vertx();
        try {
            TlsIdentity own = new CertificateDesk(vertx, tls.controller(), robot.files())
                    .enrol(robot, token)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return robot.name() + " has a certificate until " + own.expires() + ", in "
                    + robot.files().own();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof IllegalArgumentException refused
                    ? refused
                    : new IllegalArgumentException(
                            "no answer from " + tls.controller() + ": " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IllegalArgumentException(
                    "no answer from " + tls.controller() + "; is the controller running, and is there a way to it?", e);
        } finally {
            vertx.close().await();
        }
    }
}
