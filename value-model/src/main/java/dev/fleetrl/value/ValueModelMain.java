package dev.fleetrl.value;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.learning.Device;
import dev.fleetrl.learning.SessionConfig;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.kafka.KafkaWire;
import dev.fleetrl.value.service.LabelService;
import dev.fleetrl.value.service.WatchService;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * value-model as a process; its only argument is its configuration file. The environment variable FLEETRL_DEVICE says where
 * TensorFlow computes ({@link Device}).
 */
public final class ValueModelMain {
    private static final int USERS_ERROR = 2;
    private static final int STOP_LIMIT_SECONDS = 2;
    private static final int PARTITIONS = 1;

    private ValueModelMain() {}

    public static void main(String[] arguments) {
        if (arguments.length != 1) {
            refuse("usage: ValueModelMain <config.yaml>");
        }
        Path file = Path.of(arguments[0]);
        ValueModelConfig config;
        try {
            config = Codec.YAML.decode(ValueModelConfig.class, Files.readAllBytes(file));
            Files.createDirectories(Path.of(config.data()));
        } catch (IOException e) {
            refuse(file + ": " + firstLine(e));
            return;
        }
        compute(
                System.getenv().getOrDefault("FLEETRL_DEVICE", "auto"),
                config.value().threads());
        start(config);
    }

    /** Chosen before anything is computed. */
    private static void compute(String device, int threads) {
        try {
            var unused = Device.use(device, SessionConfig.forTraining(threads));
        } catch (IllegalArgumentException e) {
            refuse("FLEETRL_DEVICE: " + e.getMessage());
        }
    }

    private static void start(ValueModelConfig config) {
        Vertx vertx = Vertx.vertx();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx), "stop"));
        try {
            KafkaWire.open(vertx.getOrCreateContext(), config.kafka(), PARTITIONS)
                    .compose(log -> start(vertx, log, Path.of(config.data()), config))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            refuse("cannot start: " + firstLine(e.getCause() == null ? e : e.getCause()));
        }
        System.out.println("fleetrl-ready {\"process\":\"value-model\",\"port\":0}");
        if (config.exitWithParent()) {
            exitAtEndOfInput();
        }
    }

    private static Future<?> start(Vertx vertx, Log log, Path data, ValueModelConfig config) {
        return LabelService.deploy(vertx, log, data, config.value(), config.critic())
                .compose(labelling -> WatchService.deploy(vertx, log, data, config.watch()));
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

    /** Nothing is lost where this takes too long: files appear whole, and an unanswered request stays open. */
    private static void stop(Vertx vertx) {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("value-model did not stop cleanly: " + firstLine(e));
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
