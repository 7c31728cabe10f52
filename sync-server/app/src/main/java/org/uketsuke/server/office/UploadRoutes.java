package org.uketsuke.server.office;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.uketsuke.protocol.Messages.JournalExport;
import org.uketsuke.protocol.Messages.JournalStatus;
import org.uketsuke.protocol.Messages.Text;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.ingest.ExportAnswer;
import org.uketsuke.server.ingest.Ingest;
import org.uketsuke.server.ingest.PushAnswer;
import org.uketsuke.server.web.Gate;
import org.uketsuke.server.web.Pages;
import org.uketsuke.server.web.Refusal;
import org.uketsuke.server.web.RequestBody;
import org.uketsuke.server.web.Route;
import org.uketsuke.server.web.Visitor;

/** Brings in what {@code kiosk export} wrote, by the same way as a push over the network. */
public final class UploadRoutes {
    /** Most bytes of a file after inflating: some 200,000 entries. */
    private static final int INFLATED_BYTES_MAX = 96 << 20;

    private final Ingest ingest;
    private final Pages pages;
    private final Audit audit;

    /** With the way in. */
    public UploadRoutes(Ingest ingest, Pages pages, Audit audit) {
        this.ingest = ingest;
        this.pages = pages;
        this.audit = audit;
    }

    /** The routes, for people whom the gate lets in. */
    public List<Route> routes(Gate office) {
        return List.of(Route.get("/upload", office, this::ask), Route.post("/upload", office, this::take));
    }

    private void ask(Context request) {
        pages.show(request, "upload", new UploadPage(Optional.empty(), Optional.empty()));
    }

    private void take(Context request) throws IOException {
        UploadedFile file = request.uploadedFile("file");
        if (file == null || file.size() == 0) {
            refuse(request, new Text("ファイルを選んでください。", "Choose a file."));
            return;
        }
        Optional<JournalExport> export;
        try {
            export = read(file);
        } catch (Refusal e) {
            refuse(
                    request,
                    new Text(
                            "ファイルが大きすぎます。端末の管理者にご相談ください（展開後 96 MB まで）。",
                            "The file is too large (96 MB after inflating). Send it to whoever looks after the kiosks."));
            return;
        }
        if (export.isEmpty()) {
            refuse(
                    request,
                    new Text(
                            "端末の書き出しファイルではありません。端末で「export」を実行して作ったファイルを選んでください。",
                            "This is not a kiosk's export file. Choose the file that 'kiosk export' wrote."));
            return;
        }
        ExportAnswer answer = ingest.pushExport(export.get());
        audit.record(
                Visitor.of(request).account(),
                Action.JOURNAL_UPLOADED,
                export.get().journal(),
                answer.worst().getClass().getSimpleName() + ", kept " + answer.kept());
        show(request, answer);
    }

    private static Optional<JournalExport> read(UploadedFile file) throws IOException {
        try (InputStream content = file.content()) {
            return Optional.of(
                    RequestBody.message(RequestBody.inflate(content, INFLATED_BYTES_MAX), JournalExport.class));
        } catch (Refusal e) {
            if (e.status() == HttpStatus.CONTENT_TOO_LARGE.getCode()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private void show(Context request, ExportAnswer answer) {
        if (answer.worst() instanceof PushAnswer.Stands stands) {
            if (stands.status().state() == JournalStatus.State.FORK && !stands.keeps()) {
                refuse(request, tooMany(answer.kept()));
                return;
            }
            Text words = words(stands.status(), answer.kept());
            pages.show(request, "upload", new UploadPage(Optional.of(words), Optional.empty()));
        } else if (answer.worst() instanceof PushAnswer.Busy) {
            refuse(request, new Text("混み合っています。もう一度送ってください。", "The server is busy. Send the file again."));
        } else if (answer.worst() instanceof PushAnswer.Refused refused) {
            refuse(request, refused(refused, answer.kept()));
        }
    }

    private static Text refused(PushAnswer.Refused refused, long here) {
        boolean apart = refused.why() == PushAnswer.Refusal.BAD_HEAD_SIGNATURE;
        return new Text(
                "取り込めません（このファイルのうち" + here + "件はサーバーにあります" + (apart ? "。署名の合わない分は隔離しました" : "") + "）。"
                        + why(refused.why()),
                "Not imported (of this file " + here + " entries are here"
                        + (apart ? "; what the kiosk did not sign is in quarantine" : "") + "): " + refused.detail());
    }

    private static String why(PushAnswer.Refusal why) {
        return switch (why) {
            case UNKNOWN_KIOSK -> "このファイルの端末は登録されていません。";
            case FOREIGN_JOURNAL -> "別の端末が作った記録簿です。";
            case BAD_JOURNAL_ID -> "記録簿の番号が正しくありません。";
            case BAD_BATCH -> "記録の区切りが大きすぎるか、位置が正しくありません。";
            case BAD_HEAD_SIGNATURE -> "端末の署名が正しくありません。例外一覧をご確認ください。";
            case TOO_MANY_HISTORIES -> "この端末の食い違う記録が多すぎます。端末の使用を止め、例外一覧をご確認ください。";
        };
    }

    private static Text tooMany(long kept) {
        return new Text(
                "この端末の食い違う記録が多すぎるため、これ以上は保管していません（このファイルからは" + kept + "件）。端末の使用を止め、例外一覧をご確認ください。",
                "There are too many other histories of this journal; no further one is kept (of this file " + kept
                        + " entries). Take the kiosk out of service and see the exceptions.");
    }

    private static Text words(JournalStatus status, long kept) {
        return switch (status.state()) {
            case CURRENT ->
                new Text(
                        "取り込みました。この記録簿は" + status.received() + "件目まで届いています。",
                        "Imported. The server now has this journal up to entry " + status.received() + ".");
            case FORK ->
                new Text(
                        "同じ端末の別の記録と食い違うため、食い違う分を別に保管しました（このファイルのうち" + kept + "件がサーバーにあります）。例外一覧をご確認ください。",
                        "This differs from what the server has of the same journal. What differs is kept apart (of this file "
                                + kept + " entries are here); see the exceptions.");
            case GAP, UNRECOGNISED ->
                new Text(
                        "途中の記録が足りません。サーバーには" + status.received() + "件目まであります。端末で書き出し直してください。",
                        "Entries are missing in between: the server has " + status.received()
                                + ". Export again on the kiosk.");
        };
    }

    private void refuse(Context request, Text why) {
        request.status(HttpStatus.UNPROCESSABLE_CONTENT);
        pages.show(request, "upload", new UploadPage(Optional.empty(), Optional.of(why)));
    }
}
