package dev.fleetrl.policy;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.PolicyManifest;
import dev.fleetrl.contracts.PolicyVersion;
import dev.fleetrl.learning.Device;
import dev.fleetrl.learning.SessionConfig;
import dev.fleetrl.policy.checkpoint.PolicyArtefact;
import dev.fleetrl.policy.checkpoint.PolicyStore;
import dev.fleetrl.policy.checkpoint.TrustedKeys;
import dev.fleetrl.policy.remote.RemoteBackend;
import dev.fleetrl.policy.remote.RemotePolicy;
import dev.fleetrl.policy.serving.Door;
import dev.fleetrl.policy.serving.PolicyBackend;
import dev.fleetrl.policy.serving.PolicyUnavailableException;
import dev.fleetrl.policy.serving.PolicyVerticle;
import dev.fleetrl.policy.serving.TensorFlowBackend;
import dev.fleetrl.policy.serving.WarmPolicies;
import dev.fleetrl.tracing.Traces;
import dev.fleetrl.transport.kafka.KafkaWire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** policy-server as a process; its only argument is its configuration file. */
public final class PolicyServerMain {
    private static final System.Logger LOG = System.getLogger(PolicyServerMain.class.getName());
    private static final int USERS_ERROR = 2;
    private static final int STOP_LIMIT_SECONDS = 2;
    private static final int PARTITIONS = 1;

    private PolicyServerMain() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            refuse("usage: PolicyServerMain <config.yaml>");
        }
        Path file = Path.of(arguments[0]);
        try {
            PolicyServerConfig config = Codec.YAML.decode(PolicyServerConfig.class, Files.readAllBytes(file));
            start(config, config.door(), store(config));
        } catch (IOException e) {
            refuse(file + ": " + firstLine(e));
        }
    }

    private static PolicyStore store(PolicyServerConfig config) throws IOException {
        PolicyStore store = PolicyStore.open(Path.of(config.data()).resolve("policies"));
        List<Path> trusted = config.serving().trustedKeys().orElse(List.of()).stream()
                .map(Path::of)
                .toList();
        if (trusted.isEmpty()) {
            LOG.log(WARNING, "serving.trustedKeys names no key: whose policies are loaded is not checked");
            return store;
        }
        LOG.log(INFO, "policies must be signed by one of {0}", trusted);
        return store.trusting(TrustedKeys.read(trusted));
    }

    private static void start(PolicyServerConfig config, Door door, PolicyStore store) {
        var unused = Device.use(config.device(), SessionConfig.forServing());
        Vertx vertx = Vertx.vertx();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx), "stop"));
        try {
            PolicyVerticle serving = deploy(vertx, config, door, store)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            System.out.println("fleetrl-ready {\"process\":\"policy-server\",\"port\":" + serving.port() + "}");
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            refuse(
                    cause instanceof BindException
                            ? "http port " + config.http().port() + " on "
                                    + config.http().host() + " is taken; choose another one under http.port"
                            : "cannot start: " + firstLine(cause));
        }
        if (config.exitWithParent()) {
            exitAtEndOfInput();
        }
    }

    private static Future<PolicyVerticle> deploy(Vertx vertx, PolicyServerConfig config, Door door, PolicyStore store) {
        WarmPolicies.Loader loader = version -> load(vertx, config, store, version);
        var identity = new PolicyVerticle.Identity(
                config.name(), config.http().host(), config.http().port());
        return KafkaWire.open(vertx.getOrCreateContext(), config.kafka(), PARTITIONS)
                .compose(log -> {
                    PolicyVerticle serving = new PolicyVerticle(
                            identity,
                            door,
                            config.serving(),
                            log,
                            loader,
                            config.traces().map(collector -> Traces.to(collector, "policy-server")));
                    return vertx.deployVerticle(serving).map(serving);
                });
    }

    private static PolicyBackend load(Vertx vertx, PolicyServerConfig config, PolicyStore store, PolicyVersion version)
            throws PolicyUnavailableException {
        try {
            if (store.find(version).flatMap(PolicyManifest::remote).isEmpty()) {
                return warm(store.read(version), version, config.serving().maxBatch());
            }
            RemotePolicy remote = store.readRemote(version).orElseThrow();
            return RemoteBackend.open(vertx, remote, config.shownKey(remote));
        } catch (IOException e) {
            throw new PolicyUnavailableException(firstLine(e), e);
        }
    }

    private static PolicyBackend warm(PolicyArtefact artefact, PolicyVersion version, int maxBatch)
            throws PolicyUnavailableException, IOException {
        double candidates = artefact.manifest().settings().getOrDefault("candidates", 1.0);
        if (candidates > maxBatch) {
            throw new PolicyUnavailableException("policy " + version + " chooses among " + (int) candidates
                    + " candidates, and serving.maxBatch is " + maxBatch + "; raise it");
        }
        return TensorFlowBackend.warm(artefact, maxBatch);
    }

    private static void exitAtEndOfInput() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {
                            // What the parent says does not matter, only that it is there.
                        }
                    } catch (IOException e) {
                        // As good as the end.
                    }
                    System.exit(0);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
    }

    private static void stop(Vertx vertx) {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("policy-server did not stop cleanly: " + firstLine(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(String line) {
        System.err.println(line);
        System.exit(USERS_ERROR);
    }

    /** The message of a file's exception is only its path. */
    private static String firstLine(Throwable cause) {
        if (cause instanceof NoSuchFileException missing) {
            return "no such file " + missing.getFile();
        }
        if (cause instanceof FileSystemException refused) {
            return "cannot use " + refused.getFile() + " (" + refused.getClass().getSimpleName()
                    + "); choose another folder, or see to its rights";
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
    }
}
