package dev.fleetrl.controller;

import dev.fleetrl.contracts.Codec;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The fleet controller as a process; its only argument is its configuration file. */
public final class FleetControllerMain {
    private static final int USERS_ERROR = 2;
    private static final int START_LIMIT_MINUTES = 30;
    private static final int STOP_LIMIT_MILLIS = 1500;

    private FleetControllerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1) {
            refuse("usage: FleetControllerMain <config.yaml>");
        }
        Path file = Path.of(arguments[0]);
        if (!Files.isRegularFile(file)) {
            refuse("there is no file " + file + "; name the controller's configuration");
        }
        try {
            start(Codec.YAML.decode(FleetControllerConfig.class, Files.readAllBytes(file)));
        } catch (IOException e) {
            refuse(file + ": " + firstLine(e));
        }
    }

    private static void start(FleetControllerConfig config) throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx), "stop"));
        FleetControllerVerticle verticle = new FleetControllerVerticle(config, open(config.data()));
        if (config.exitWithParent()) {
            exitAtEndOfInput();
        }
        try {
            vertx.deployVerticle(verticle)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_LIMIT_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            refuse(
                    cause instanceof BindException
                            ? "http port " + config.http().port() + " on "
                                    + config.http().host() + " is taken; choose another one under http.port"
                            : "cannot start: " + firstLine(cause));
        }
        System.out.println("fleetrl-ready {\"process\":\"fleet-controller\",\"port\":" + verticle.port() + "}");
    }

    private static DataFiles open(String folder) {
        try {
            return DataFiles.open(Path.of(folder));
        } catch (IOException e) {
            refuse("cannot write below " + folder + " (" + e + "); choose another folder under data");
            throw new IllegalStateException(e);
        }
    }

    private static void exitAtEndOfInput() {
        Thread watch = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
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
            vertx.close().toCompletionStage().toCompletableFuture().get(STOP_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // What is on the disk and in the log is whole at any moment; a broker that is slow to let go is not waited
            // for.
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(String line) {
        System.err.println(line);
        System.exit(USERS_ERROR);
    }

    private static String firstLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
    }
}
