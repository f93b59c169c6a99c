import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.KeyConstraintError;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVStore;

/**
 * Serves the MongoDB wire protocol from one file (or from memory) for development and tests, where no
 * MongoDB can be had. Not for production.
 *
 * <p>Usage: EmbeddedMongo &lt;host&gt; &lt;port&gt; [file]
 */
public final class EmbeddedMongo {
  /** Drivers refuse the version that mongo-java-server reports by itself (wire version 8). */
  private static final MongoVersion REPORTED =
      new MongoVersion() {
        @Override
        public List<Integer> getVersionArray() {
          return List.of(7, 0, 0);
        }

        @Override
        public int getWireVersion() {
          return 21;
        }
      };

  private static final Set<String> WRITES =
      Set.of(
          "insert", "update", "delete", "findandmodify", "createindexes", "dropindexes", "create", "drop",
          "dropdatabase", "renamecollection");

  /**
   * A unique index that also serves filters which name more than its fields: it finds the one document, and
   * the collection holds the rest of the filter against it. By itself it serves only filters of exactly its
   * fields, and every conditional update ({@code {_id, seq: {$lt: n}}}) would read the whole collection.
   */
  private static final class NarrowingIndex extends Index<Object> {
    private final Index<Object> index;

    NarrowingIndex(Index<Object> index, boolean sparse) {
      super(index.getName(), index.getKeys(), sparse);
      this.index = index;
    }

    private Document ownPartOf(Document filter) {
      if (!filter.keySet().containsAll(keySet())) return filter;
      Document part = new Document();
      for (String key : keys()) part.put(key, filter.get(key));
      return part;
    }

    @Override
    public boolean canHandle(Document filter) {
      return index.canHandle(ownPartOf(filter));
    }

    @Override
    public Iterable<Object> getPositions(Document filter) {
      return index.getPositions(ownPartOf(filter));
    }

    @Override
    public Object getPosition(Document document) {
      return index.getPosition(document);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
      index.checkAdd(document, collection);
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
      index.add(document, position, collection);
    }

    @Override
    public Object remove(Document document) {
      return index.remove(document);
    }

    @Override
    public long getCount() {
      return index.getCount();
    }

    @Override
    public long getDataSize() {
      return index.getDataSize();
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {
      index.checkUpdate(before, after, collection);
    }

    @Override
    public void updateInPlace(
        Document before, Document after, Object position, MongoCollection<Object> collection)
        throws KeyConstraintError {
      index.updateInPlace(before, after, position, collection);
    }

    @Override
    public boolean isUnique() {
      return index.isUnique();
    }

    @Override
    public void drop() {
      index.drop();
    }
  }

  /**
   * Databases whose unique indexes are {@link NarrowingIndex}es. Answers hold copies, made before the next command
   * on the collection: the collection changes its documents in place, and an answer that is still being sent would
   * tell what a later write made of them.
   */
  private static class IndexedBackend extends H2Backend {
    private final Map<String, Object> collections = new ConcurrentHashMap<>();

    IndexedBackend(MVStore store) {
      super(store);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
      synchronized (collections.computeIfAbsent(collectionOf(message.getDocument()), name -> new Object())) {
        return super.handleMessage(message).cloneDeeply();
      }
    }

    private static String collectionOf(Document command) {
      Object first = command.values().iterator().next();
      return command.get("$db") + "." + (first instanceof String ? first : command.get("collection"));
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
      return new IndexedDatabase(name, getMvStore(), getCursorRegistry());
    }
  }

  private static final class IndexedDatabase extends H2Database {
    IndexedDatabase(String name, MVStore store, CursorRegistry cursors) {
      super(name, store, cursors);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
        String collection, String name, List<IndexKey> keys, boolean sparse) {
      return new NarrowingIndex(super.openOrCreateUniqueIndex(collection, name, keys, sparse), sparse);
    }
  }

  /**
   * Hands each write to the operating system before it is answered, so that a killed process loses none.
   * Writes of several connections share one commit.
   */
  private static final class CommittingBackend extends IndexedBackend {
    private final AtomicLong written = new AtomicLong();
    private long committed;

    CommittingBackend(MVStore store) {
      super(store);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
      Document answer = super.handleMessage(message);
      String command = message.getDocument().keySet().iterator().next();
      if (WRITES.contains(command.toLowerCase(Locale.ROOT))) commitUpTo(written.incrementAndGet());
      return answer;
    }

    private synchronized void commitUpTo(long write) {
      if (committed >= write) return;
      long upTo = written.get();
      commit();
      committed = upTo;
    }
  }

  /**
   * Small pages and early reuse of space: a commit per write would otherwise make the file grow fast. A store that
   * cannot be written closes itself, and every later call would fail for ever; this process ends before it answers
   * anything more, and whoever started it starts it again. The write at the start keeps it away until there is
   * room for one.
   */
  private static MVStore open(String file) {
    try {
      MVStore store =
          new MVStore.Builder()
              .fileName(file)
              .pageSplitSize(PAGE_BYTES)
              .backgroundExceptionHandler((thread, error) -> end(file, error))
              .open();
      store.setRetentionTime(RETENTION_MILLIS);
      store.setStoreVersion(1 - store.getStoreVersion());
      store.commit();
      return store;
    } catch (RuntimeException error) {
      end(file, error);
      throw error;
    }
  }

  private static void end(String file, Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) root = root.getCause();
    System.err.println("Ending, as " + file + " cannot be used: " + root.getMessage());
    Runtime.getRuntime().halt(1);
  }

  private static final int PAGE_BYTES = 4096;
  private static final int RETENTION_MILLIS = 2_000;

  public static void main(String[] args) {
    String host = args[0];
    int port = Integer.parseInt(args[1]);
    H2Backend backend =
        args.length > 2
            ? new CommittingBackend(open(args[2]))
            : new IndexedBackend(MVStore.open(null));
    backend.version(REPORTED);
    MongoServer server = new MongoServer(backend);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    server.bind(host, port);
    System.out.println("Listening on " + server.getLocalAddress());
  }
}
