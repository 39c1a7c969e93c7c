package dev.fleetrl.ui;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;

import dev.fleetrl.contracts.Codec;
import dev.fleetrl.contracts.VideoFrame;
import dev.fleetrl.ui.board.Outbox;
import dev.fleetrl.ui.protocol.UiEvent;
import dev.fleetrl.ui.protocol.VideoPacket;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.Optional;

/** What one tablet is told, as fast as its line takes it; events come before pictures. */
final class TabletLine {
    private static final System.Logger LOG = System.getLogger(TabletLine.class.getName());
    /** Two or three pictures: what waits behind them is replaced by newer ones. */
    private static final int WRITE_QUEUE_BYTES = 64 << 10;

    private final ServerWebSocket socket;
    private final Outbox outbox = new Outbox();

    TabletLine(ServerWebSocket socket) {
        this.socket = socket;
        socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
        socket.drainHandler(drained -> flush());
        socket.exceptionHandler(cause -> LOG.log(DEBUG, "tablet's connection", cause));
    }

    void tell(UiEvent event) {
        if (outbox.add(event)) {
            flush();
        } else {
            LOG.log(INFO, "closing a tablet that is " + Outbox.MAX_EVENTS + " messages behind");
            close();
        }
    }

    void show(VideoFrame picture) {
        outbox.add(picture);
        flush();
    }

    void close() {
        socket.close().onFailure(cause -> LOG.log(DEBUG, "cannot close", cause));
    }

    private void flush() {
        while (!socket.isClosed() && !socket.writeQueueFull()) {
            Optional<UiEvent> event = outbox.pollEvent();
            if (event.isPresent()) {
                write(Codec.JSON.encode(UiEvent.class, event.get()));
                continue;
            }
            Optional<VideoFrame> picture = outbox.pollPicture();
            if (picture.isEmpty()) {
                return;
            }
            socket.writeBinaryMessage(Buffer.buffer(VideoPacket.encode(picture.get())))
                    .onFailure(cause -> LOG.log(DEBUG, "picture is lost", cause));
        }
    }

    private void write(byte[] json) {
        socket.writeTextMessage(Buffer.buffer(json).toString())
                .onFailure(cause -> LOG.log(DEBUG, "message is lost", cause));
    }
}
