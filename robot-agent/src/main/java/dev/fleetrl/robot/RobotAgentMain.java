package dev.fleetrl.robot;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.robot.identity.RobotCertificate;
import dev.fleetrl.robot.spool.SpoolException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the agents of one or several robots: {@code RobotAgentMain <config.yaml>}; {@code doctor <config.yaml>} only looks, and
 * {@code enrol <token> <config.yaml>} gets a robot its first certificate.
 */
public final class RobotAgentMain {
    private static final int USERS_ERROR = 2;
    private static final int OUR_ERROR = 1;
    private static final int DOCTOR_SECONDS = 5;
    private static final long GOODBYE_MILLIS = 1_000;
    private static final long LAST_WORDS_NANOS = 50_000_000L;

    private RobotAgentMain() {}

    public static void main(String[] arguments) {
        if (arguments.length == 2 && arguments[0].equals("doctor")) {
            examine(Path.of(arguments[1]));
        }
        if (arguments.length == 3 && arguments[0].equals("enrol")) {
            enrol(arguments[1], Path.of(arguments[2]));
        }
        if (arguments.length != 1) {
            fail(
                    "usage: robot-agent <config.yaml>, robot-agent doctor <config.yaml>, or robot-agent enrol <token> <config.yaml>");
        }
        host(Path.of(arguments[0]), Onlooker.NOBODY);
    }

    private static void enrol(String token, Path file) {
        try {
            System.out.println(AgentEnrolment.enrol(read(file), token));
            System.exit(0);
        } catch (IllegalArgumentException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            fail(firstLine(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where no launcher is: on the robot. */
    private static void examine(Path file) {
        try {
            int complaints = AgentDoctor.print(file, DOCTOR_SECONDS, System.out);
            System.exit(complaints == 0 ? 0 : USERS_ERROR);
        } catch (IllegalArgumentException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            fail(firstLine(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the robots of a configuration file until the process ends. */
    public static void host(Path file, Onlooker onlooker) {
        try {
            run(read(file), file.toAbsolutePath().resolveSibling(""), onlooker);
        } catch (IllegalArgumentException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (SpoolException | UncheckedIOException e) {
            System.err.println("robot-agent: " + e.getMessage());
            System.exit(OUR_ERROR); // a disk or a network that may come back: another start may help
        } catch (IOException e) {
            fail(file + ": " + firstLine(e));
        }
    }

    static RobotAgentConfig read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file + "; name the agent's configuration");
        }
        return Codec.YAML.decode(RobotAgentConfig.class, Files.readAllBytes(file));
    }

    private static void run(RobotAgentConfig config, Path folder, Onlooker onlooker) {
        createFolder(Path.of(config.data()));
        Vertx vertx = Vertx.vertx();
        List<HostedRobot> robots = new ArrayList<>();
        for (RobotAgentConfig.Robot robot : config.robots()) {
            config.certificate(robot.id()).ifPresent(RobotAgentMain::requireReadable);
            RobotBody body = RobotBody.of(robot, folder, vertx, onlooker);
            robots.add(new HostedRobot(vertx, config, robot.id(), body, RobotAgentMain::giveUp));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(robots), "shutdown"));
        robots.forEach(HostedRobot::start);
        System.out.println("fleetrl-ready {\"process\":\"robot-agent\",\"port\":0}");
        Systemd.here().ifPresent(systemd -> systemd.watch(() -> robots.stream().allMatch(HostedRobot::isAlive)));
        if (config.exitWithParent()) {
            Thread parent = new Thread(RobotAgentMain::exitAtEndOfInput, "parent");
            parent.setDaemon(true);
            parent.start();
        }
    }

    /** Expired or not: the robot is to say so. */
    private static void requireReadable(RobotCertificate certificate) {
        var unused = certificate.read();
    }

    /** A control loop has failed, and its arm was told to hold: that word must still get out. */
    private static void giveUp() {
        LockSupport.parkNanos(LAST_WORDS_NANOS);
        Runtime.getRuntime().halt(OUR_ERROR);
    }

    private static void createFolder(Path data) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new IllegalArgumentException("data: cannot make the folder " + data + "; choose a writable one", e);
        }
    }

    private static void stop(List<HostedRobot> robots) {
        try {
            List<Future<Void>> goodbyes = new ArrayList<>();
            for (HostedRobot robot : robots) {
                goodbyes.add(robot.stop());
            }
            Future.join(goodbyes).toCompletionStage().toCompletableFuture().get(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException unheard) {
            System.err.println("robot-agent: the broker heard no goodbye, and will call the robots broken");
        }
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // What a parent says does not matter; that it is there does.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            System.exit(0);
        }
    }

    private static void fail(String line) {
        System.err.println("robot-agent: " + line);
        System.exit(USERS_ERROR);
    }

    static String firstLine(IOException cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("cannot be read");
    }
}
