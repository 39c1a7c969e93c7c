package dev.fleetrl.controller;

import static java.lang.System.Logger.Level.WARNING;

import dev.fleetrl.contracts.DeadLetter;
import dev.fleetrl.contracts.HostState;
import dev.fleetrl.contracts.LogTopics;
import dev.fleetrl.contracts.RobotTopics;
import dev.fleetrl.controller.api.FleetApi;
import dev.fleetrl.controller.fleet.FleetController;
import dev.fleetrl.controller.ingest.Worker;
import dev.fleetrl.controller.monitor.FleetMetrics;
import dev.fleetrl.controller.monitor.MeteredLog;
import dev.fleetrl.controller.retrain.LocalProcessTraining;
import dev.fleetrl.controller.retrain.TrainingJobs;
import dev.fleetrl.controller.retrain.external.ExternalRun;
import dev.fleetrl.controller.retrain.external.ExternalTraining;
import dev.fleetrl.observability.CertificateMetrics;
import dev.fleetrl.observability.Metrics;
import dev.fleetrl.transport.Link;
import dev.fleetrl.transport.Log;
import dev.fleetrl.transport.Will;
import dev.fleetrl.transport.kafka.KafkaWire;
import dev.fleetrl.transport.mqtt.MqttWire;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Joins the controller to brokers, files, clock and HTTP. */
final class FleetControllerVerticle extends VerticleBase {
    private static final System.Logger LOG = System.getLogger(FleetControllerVerticle.class.getName());
    private static final long TICK_MILLIS = 50;
    private static final long SLOW_TICK_MILLIS = 1000;
    private static final long GOODBYE_MILLIS = 1000;
    private static final long LONGEST_TRAINING_DAYS = 30;

    private final FleetControllerConfig config;
    private final DataFiles data;
    private final String session = UUID.randomUUID().toString();
    private @Nullable Log log;
    private @Nullable Link robots;
    private @Nullable FleetController controller;
    private final Metrics metrics = Metrics.ofProcess();
    private double diskUsed;
    private int port;

    FleetControllerVerticle(FleetControllerConfig config, DataFiles data) {
        this.config = config;
        this.data = data;
    }

    /** Succeeds when the log is read and the API answers. */
    @Override
    public Future<?> start() {
        Future<KafkaWire> opened = KafkaWire.open(context, config.kafka(), config.partitions());
        return opened.compose(kafka -> start(kafka, openMqtt(kafka)));
    }

    @Override
    public Future<?> stop() {
        Future<Void> goodbye = controller == null
                ? Future.succeededFuture()
                : controller.stop().timeout(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        return goodbye.recover(unheard -> Future.succeededFuture())
                .compose(done -> robots == null ? Future.succeededFuture() : robots.close())
                .compose(done -> log == null ? Future.succeededFuture() : log.close())
                .onComplete(done -> data.close())
                .onComplete(done -> metrics.close());
    }

    int port() {
        return port;
    }

    private MqttWire openMqtt(Log kafka) {
        return MqttWire.open(
                context,
                config.broker(session),
                Optional.of(new Will<>(RobotTopics.host(config.site()), new HostState(false, session))),
                letter -> keep(kafka, letter));
    }

    private Future<HttpServer> start(KafkaWire opened, Link mqtt) {
        Log kafka = new MeteredLog(opened, metrics);
        log = kafka;
        robots = mqtt;
        FleetController fleet = new FleetController(
                new FleetController.Ports(
                        mqtt,
                        kafka,
                        data.episodes(),
                        data.snapshots(worker("snapshots")),
                        training(),
                        worker("sealing"),
                        () -> diskUsed,
                        System::currentTimeMillis),
                config.settings(session));
        controller = fleet;
        vertx.setPeriodic(TICK_MILLIS, timer -> fleet.tick());
        vertx.setPeriodic(1, SLOW_TICK_MILLIS, timer -> tickSlowly(fleet));
        FleetApi api = new FleetApi(
                fleet,
                data.episodes(),
                data.labels(),
                data.progress(),
                worker("reading"),
                new FleetApi.Identities(config.enrolment(), worker("identity")));
        FleetMetrics told = new FleetMetrics(metrics, fleet);
        config.certificates()
                .ifPresent(own ->
                        CertificateMetrics.watch(metrics, () -> own.read().expires(), System::currentTimeMillis));
        return fleet.start()
                .compose(known -> told.follow(kafka))
                .compose(known -> vertx.createHttpServer()
                        .requestHandler(api.router(vertx, config.http().names(), told::now))
                        .listen(config.http().port(), config.http().host()))
                .onSuccess(server -> port = server.actualPort());
    }

    private TrainingJobs training() {
        Path folder = Path.of(config.data());
        Worker worker = worker("training");
        Executor loop = action -> context.runOnContext(now -> action.run());
        Map<String, ExternalRun> external = config.externalTrainers().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, trainer -> trainer.getValue().open()));
        return new ExternalTraining(
                external, new LocalProcessTraining(config.trainer(), folder, worker, loop), folder, worker, loop);
    }

    private void tickSlowly(FleetController fleet) {
        try {
            diskUsed = data.diskUsed();
        } catch (IOException e) {
            LOG.log(WARNING, "cannot tell how full the data folder's disk is", e);
        }
        fleet.tickSlowly();
    }

    /** One thread, so that calls take turns. */
    private Worker worker(String name) {
        return vertx.createSharedWorkerExecutor("controller-" + name, 1, LONGEST_TRAINING_DAYS, TimeUnit.DAYS)
                ::executeBlocking;
    }

    private static void keep(Log kafka, DeadLetter letter) {
        kafka.publish(LogTopics.DEAD_LETTERS, letter)
                .onFailure(cause -> LOG.log(WARNING, "cannot keep what could not be read", cause));
    }
}
