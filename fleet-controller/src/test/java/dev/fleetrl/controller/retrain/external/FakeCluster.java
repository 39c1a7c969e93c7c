package dev.fleetrl.controller.retrain.external;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The part of the Kubernetes API that a training needs, in the shapes of its reference (batch/v1 Jobs, v1 Pods and their logs). It runs
 * what a Job's container would, as a process of this machine: no image, no scheduling, no retries.
 */
final class FakeCluster implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JOBS = "/apis/batch/v1/namespaces/fleet/jobs";
    private static final String PODS = "/api/v1/namespaces/fleet/pods";

    /** What it says itself where a pod's log is asked for. */
    volatile String says = "";

    /** Why it ends jobs that fail. */
    volatile Optional<String> why = Optional.empty();

    volatile boolean hidesLogs;
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Running> jobs = new ConcurrentHashMap<>();
    private final HttpServer server;

    private record Running(ObjectNode manifest, Process process, List<String> log, Thread listener) {
        /** Until all that it said is in its log. */
        boolean isAlive() {
            return process.isAlive() || listener.isAlive();
        }
    }

    FakeCluster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    KubernetesClient client() {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    int running() {
        return (int) jobs.values().stream().filter(Running::isAlive).count();
    }

    List<String> names() {
        return List.copyOf(jobs.keySet());
    }

    @Override
    public void close() {
        jobs.values().forEach(FakeCluster::kill);
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        asked.add(exchange.getRequestMethod() + " " + path);
        try (exchange) {
            if (path.equals(JOBS) && exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 201, create((ObjectNode) JSON.readTree(exchange.getRequestBody())));
            } else if (path.startsWith(JOBS + "/") && jobs.containsKey(last)) {
                answer(exchange, 200, exchange.getRequestMethod().equals("DELETE") ? delete(last) : job(last));
            } else if (path.equals(PODS)) {
                answer(exchange, 200, pods(exchange.getRequestURI().getQuery()));
            } else if (hidesLogs && last.equals("log")) {
                answer(exchange, 403, status(403));
            } else if (path.startsWith(PODS + "/") && last.equals("log")) {
                String pod = path.substring(PODS.length() + 1, path.length() - "/log".length());
                text(exchange, told(log(pod), exchange.getRequestURI().getQuery()));
            } else {
                answer(exchange, 404, status(404));
            }
        }
    }

    /** From {@code sinceTime} on, the last {@code tailLines}, and cut after {@code limitBytes}. */
    private static String told(String log, String query) {
        Map<String, String> asked = Arrays.stream(query.split("&", -1))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        Instant since = Instant.parse(asked.getOrDefault("sinceTime", "1970-01-01T00:00:00Z"));
        List<String> lines = Arrays.stream(log.split("\n", -1))
                .filter(line -> !line.isEmpty())
                .filter(line -> !line.startsWith("2")
                        || !Instant.parse(line.substring(0, line.indexOf(' '))).isBefore(since))
                .toList();
        int tail = Integer.parseInt(asked.getOrDefault("tailLines", "2147483647"));
        String told = lines.subList(Math.max(0, lines.size() - tail), lines.size()).stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        int limit = Integer.parseInt(asked.getOrDefault("limitBytes", "2147483647"));
        return told.substring(0, Math.min(told.length(), limit));
    }

    private static ObjectNode status(int code) {
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("code", code);
    }

    private ObjectNode create(ObjectNode manifest) throws IOException {
        JsonNode container = manifest.at("/spec/template/spec/containers/0");
        List<String> words = new CopyOnWriteArrayList<>();
        container.path("command").forEach(word -> words.add(word.asText()));
        container.path("args").forEach(word -> words.add(word.asText()));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        List<String> log = new CopyOnWriteArrayList<>();
        Thread listener = new Thread(() -> listen(process, log), "pod");
        listener.setDaemon(true);
        listener.start();
        jobs.put(manifest.at("/metadata/name").asText(), new Running(manifest, process, log, listener));
        return manifest;
    }

    private static void listen(Process process, List<String> log) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder line = new StringBuilder(); // a carriage return ends no line of a pod's
            for (int letter = lines.read(); letter >= 0; letter = lines.read()) {
                if (letter == '\n') {
                    log.add(Instant.now() + " " + line);
                    line.setLength(0);
                } else {
                    line.append((char) letter);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Running found(String name) {
        return Objects.requireNonNull(jobs.get(name), name);
    }

    private ObjectNode job(String name) {
        Running running = found(name);
        ObjectNode job = running.manifest().deepCopy();
        if (!running.isAlive()) {
            String type = running.process().exitValue() == 0 ? "Complete" : "Failed";
            ObjectNode condition = job.putObject("status")
                    .putArray("conditions")
                    .addObject()
                    .put("type", type)
                    .put("status", "True");
            why.ifPresent(reason -> condition.put("reason", reason).put("message", "Job was too long"));
        }
        return job;
    }

    private ObjectNode delete(String name) {
        kill(found(name));
        jobs.remove(name);
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Success");
    }

    private static void kill(Running job) {
        job.process().descendants().forEach(ProcessHandle::destroyForcibly);
        job.process().destroyForcibly();
    }

    private ObjectNode pods(String query) {
        ObjectNode list = JSON.createObjectNode().put("kind", "PodList").put("apiVersion", "v1");
        ArrayNode items = list.putArray("items");
        Optional.of(query.substring(query.indexOf("job-name=") + "job-name=".length()))
                .filter(jobs::containsKey)
                .ifPresent(name -> items.add(pod(name)));
        return list;
    }

    private ObjectNode pod(String name) {
        ObjectNode pod = JSON.createObjectNode().put("kind", "Pod").put("apiVersion", "v1");
        pod.putObject("metadata")
                .put("name", name)
                .put("namespace", "fleet")
                .put("creationTimestamp", "2026-01-01T00:00:00Z");
        pod.set("spec", found(name).manifest().at("/spec/template/spec"));
        return pod;
    }

    private String log(String name) {
        String own = says.isEmpty() ? "" : says + "\n";
        return own + found(name).log().stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        exchange.getResponseHeaders().add("content-type", "application/json");
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void text(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "text/plain");
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
