package io.rhapsode.ingest.cast.person;

import io.rhapsode.ingest.cast.language.CastWords;
import io.rhapsode.ingest.cast.person.Mention.Kind;
import io.rhapsode.pipeline.cast.Sex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The persons of a book. Names are the same person's when the words of one are among those of the
 * other and nothing of sex or title speaks against it: "Darcy" and "Mr. Darcy" and "Fitzwilliam
 * Darcy", but not "Mr. Bennet" and "Mrs. Bennet".
 */
public final class People {
  private final CastWords words;
  private final Map<String, Form> forms = new LinkedHashMap<>();
  private final Map<String, Person> byKey = new HashMap<>();
  private final List<Member> members = new ArrayList<>();
  private final Map<String, List<Member>> membersByWord = new HashMap<>();
  private final Person narrator;

  /** A name as it is written, and how often. */
  private static final class Form {
    private final Mention mention;
    private final String title;
    private final List<String> words;
    private int count;

    Form(Mention mention, String title, List<String> words) {
      this.mention = mention;
      this.title = title;
      this.words = words;
    }
  }

  /** A person and the names found so far. */
  private record Member(Person person, List<Form> forms) {
    int count() {
      return forms.stream().mapToInt(form -> form.count).sum();
    }
  }

  /**
   * @param mentions everybody who is named or described in the book, in order
   */
  public People(List<Mention> mentions, CastWords words) {
    this.words = words;
    for (Mention mention : mentions) {
      if (mention.tellsWho()) {
        forms.computeIfAbsent(mention.key(), key -> form(mention)).count++;
      }
    }
    this.narrator = new Person(0);
    narrator.called("I", 1);
    List<Form> order = new ArrayList<>(forms.values());
    order.sort(
        Comparator.comparing((Form form) -> form.mention.kind() == Kind.ROLE)
            .thenComparing(form -> -form.words.size())
            .thenComparing(form -> form.title.isEmpty())
            .thenComparing(form -> words.isMarriedTitle(form.title))
            .thenComparing(form -> -form.count)
            .thenComparing(form -> form.mention.key()));
    order.forEach(this::join);
    members.forEach(this::tell);
  }

  private Form form(Mention mention) {
    String title = "";
    List<String> rest = new ArrayList<>();
    for (String word : mention.key().split("[ .]+")) {
      if (mention.kind() == Kind.NAME && rest.isEmpty() && words.isTitle(word) && title.isEmpty()) {
        title = word;
      } else if (!word.isEmpty()) {
        rest.add(words.fullName(word));
      }
    }
    if (rest.isEmpty()) {
      rest.add(title);
      title = "";
    }
    return new Form(mention, title, List.copyOf(rest));
  }

  private void join(Form form) {
    List<Member> fitting =
        membersByWord.getOrDefault(form.words.get(0), List.of()).stream()
            .filter(member -> fits(member, form))
            .distinct()
            .toList();
    Member member = fitting.size() == 1 ? fitting.get(0) : best(fitting, form);
    if (member == null) {
      member = new Member(new Person(members.size() + 1), new ArrayList<>());
      members.add(member);
    }
    member.forms().add(form);
    for (String word : form.words) {
      index(word, member);
    }
    if (!form.title.isEmpty()) {
      index(form.title, member);
    }
  }

  private void index(String word, Member member) {
    List<Member> known = membersByWord.computeIfAbsent(word, unknown -> new ArrayList<>());
    if (!known.contains(member)) {
      known.add(member);
    }
  }

  /** Of several who could be meant, the one whose first name it is, or who is by far the first. */
  private static Member best(List<Member> fitting, Form form) {
    if (fitting.isEmpty() || form.mention.kind() == Kind.ROLE) {
      return null;
    }
    List<Member> first =
        fitting.stream()
            .filter(
                member ->
                    member.forms().stream()
                        .anyMatch(
                            known ->
                                known.words.size() > 1
                                    && known.words.get(0).equals(form.words.get(0))))
            .toList();
    if (first.size() == 1) {
      return first.get(0);
    }
    return fitting.stream().max(Comparator.comparingInt(Member::count)).orElseThrow();
  }

  private boolean fits(Member member, Form form) {
    if (form.mention.kind() == Kind.ROLE) {
      return member.forms().stream().anyMatch(known -> known.title.equals(form.words.get(0)))
          || member.forms().stream().anyMatch(known -> known.words.equals(form.words));
    }
    boolean named = member.forms().stream().anyMatch(known -> contains(known, form));
    return named && member.forms().stream().noneMatch(known -> contradicts(known, form));
  }

  private boolean contains(Form known, Form form) {
    if (form.words.size() == 1 && form.title.isEmpty() && known.title.equals(form.words.get(0))) {
      return true;
    }
    if (!known.words.containsAll(form.words)) {
      return false;
    }
    if (form.title.isEmpty() || form.words.size() > 1 || known.words.size() == 1) {
      return true;
    }
    String word = form.words.get(0);
    if (!words.isTitleOfFirstNames(form.title)) {
      return known.words.get(known.words.size() - 1).equals(word);
    }
    return !words.isNobleTitle(form.title) || known.title.equals(form.title);
  }

  private boolean contradicts(Form known, Form form) {
    Optional<Sex> one = sex(known);
    Optional<Sex> other = sex(form);
    if (one.isPresent() && other.isPresent() && !one.equals(other)) {
      return true;
    }
    return words.isMarriedTitle(known.title) && words.isUnmarriedTitle(form.title)
        || words.isUnmarriedTitle(known.title) && words.isMarriedTitle(form.title);
  }

  private Optional<Sex> sex(Form form) {
    if (!form.title.isEmpty() && words.titleSex(form.title).isPresent()) {
      return words.titleSex(form.title);
    }
    return form.mention.sex();
  }

  private void tell(Member member) {
    for (Form form : member.forms()) {
      member.person().called(form.mention.name(), form.count);
      member.person().is(sex(form));
      byKey.put(form.mention.key(), member.person());
    }
  }

  /** Who is meant by a name or a description, or by "I". */
  public Optional<Person> who(Mention mention) {
    if (mention.kind() == Kind.FIRST) {
      return Optional.of(narrator);
    }
    return mention.tellsWho() ? Optional.ofNullable(byKey.get(mention.key())) : Optional.empty();
  }

  /** Who tells the story as "I". */
  public Person narrator() {
    return narrator;
  }

  /** Who is called by a single word or a whole name. */
  public Optional<Person> called(String name) {
    return Optional.ofNullable(byKey.get(name.toLowerCase(Locale.ROOT)));
  }

  /** How often a name stands in the narration. */
  public int count(Mention mention) {
    Form form = forms.get(mention.key());
    return form == null ? 0 : form.count;
  }

  @Override
  public String toString() {
    return Arrays.toString(members.stream().map(Member::person).toArray());
  }
}
