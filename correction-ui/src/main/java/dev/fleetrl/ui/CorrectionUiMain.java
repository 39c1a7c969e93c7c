package dev.fleetrl.ui;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.transport.mqtt.MqttSettings;
import dev.fleetrl.transport.mqtt.MqttWire;
import dev.fleetrl.ui.signin.SignInSettings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The page's backend as a process; its only argument is its configuration file. */
public final class CorrectionUiMain {
    private static final System.Logger LOG = System.getLogger(CorrectionUiMain.class.getName());
    private static final int USERS_ERROR = 2;
    private static final int START_LIMIT_SECONDS = 30;
    private static final int STOP_LIMIT_SECONDS = 2;

    private CorrectionUiMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1) {
            refuse("usage: CorrectionUiMain <config.yaml>");
        }
        Path file = Path.of(arguments[0]);
        try {
            start(Codec.YAML.decode(CorrectionUiConfig.class, Files.readAllBytes(file)));
        } catch (IOException e) {
            refuse(file + ": " + firstLine(e));
        }
    }

    private static void start(CorrectionUiConfig config) throws InterruptedException {
        if (config.people() instanceof SignInSettings.ByFile people && !Files.isReadable(Path.of(people.file()))) {
            refuse("people.file " + people.file()
                    + " cannot be read; './fleetrl people add NAME --role ROLE --file FILE' makes it");
        }
        config.warning().ifPresent(line -> LOG.log(WARNING, line));
        Vertx vertx = Vertx.vertx();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx), "stop"));
        MqttWire wire = MqttWire.open(vertx.getOrCreateContext(), broker(config), Optional.empty(), letter -> {});
        CorrectionUiVerticle ui = new CorrectionUiVerticle(config, wire, System::currentTimeMillis);
        try {
            vertx.deployVerticle(ui)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            refuse(
                    cause instanceof BindException
                            ? "http port " + config.http().port() + " on "
                                    + config.http().host() + " is taken; choose another one under http.port"
                            : "cannot start: " + firstLine(cause));
        }
        System.out.println("fleetrl-ready {\"process\":\"correction-ui\",\"port\":" + ui.port() + "}");
        if (config.exitWithParent()) {
            exitAtEndOfInput();
        }
    }

    private static MqttSettings broker(CorrectionUiConfig config) {
        try {
            return config.broker();
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
            throw e;
        }
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
            System.err.println("correction-ui did not stop cleanly: " + firstLine(e));
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
