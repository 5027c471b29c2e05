import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Checks PDF files with veraPDF: java -cp JAR Vera.java PROFILE FILE...
 *
 * <p>PROFILE is the name of one of veraPDF's profiles, such as PDFUA-1 or PDFA-2A. Each fault
 * becomes a line: the number of the file, counted from 0, a tab, and what is wrong where. The exit
 * code tells only whether every file was looked at.
 */
public class Vera {
    private static final int PLACES_PER_RULE = 3;

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset(); // veraPDF logs what it also reports
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = profile(arguments[0]);
        for (int number = 0; number + 1 < arguments.length; number++) {
            for (String fault : faults(new File(arguments[number + 1]), profile)) {
                System.out.println(number + "\t" + fault.replaceAll("\\s+", " "));
            }
        }
    }

    private static List<String> faults(File file, ValidationProfile profile) {
        List<String> faults = new ArrayList<>();
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(file, profile.getPDFAFlavour());
                PDFAValidator validator =
                        Foundries.defaultInstance()
                                .createValidator(profile, PLACES_PER_RULE, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                RuleId rule = assertion.getRuleId();
                faults.add(
                        String.format(
                                "%s-%d %s (at %s)",
                                rule.getClause(),
                                rule.getTestNumber(),
                                assertion.getMessage(),
                                assertion.getLocation().getContext()));
            }
            boolean passed = result.isCompliant() && result.getTotalAssertions() > 0;
            if (faults.isEmpty() && !passed) {
                faults.add("veraPDF found nothing to check");
            }
        } catch (Exception error) {
            faults.add("veraPDF cannot read it: " + error);
        }
        return faults;
    }

    /** Reads a profile with DOM, because the jar lacks what veraPDF's own reader needs (JAXB). */
    private static ValidationProfile profile(String name) throws Exception {
        String resource = "org/verapdf/pdfa/validation/" + name + ".xml";
        Element root;
        try (InputStream xml = Vera.class.getClassLoader().getResourceAsStream(resource)) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml)
                    .getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element rule : children(child(root, "rules"))) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element variable : children(child(root, "variables"))) {
            variables.add(
                    Profiles.variableFromValues(
                            variable.getAttribute("name"),
                            variable.getAttribute("object"),
                            text(variable, "defaultValue"),
                            text(variable, "value")));
        }
        return Profiles.profileFromValues(
                PDFAFlavour.valueOf(root.getAttribute("flavour")),
                Profiles.profileDetailsFromValues(name, name, name, new Date()),
                "",
                rules,
                variables);
    }

    private static Rule rule(Element rule) {
        Element id = child(rule, "id");
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"),
                rule.hasAttribute("deferred")
                        ? Boolean.valueOf(rule.getAttribute("deferred"))
                        : null,
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                message(child(rule, "error")),
                new ArrayList<>());
    }

    private static ErrorDetails message(Element error) {
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : children(child(error, "arguments"))) {
            String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
        }
        return Profiles.errorFromValues(text(error, "message"), arguments);
    }

    /** The elements inside this one; none where there is none. */
    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = parent == null ? null : parent.getChildNodes();
        for (int i = 0; nodes != null && i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element) {
                children.add((Element) nodes.item(i));
            }
        }
        return children;
    }

    private static Element child(Element parent, String name) {
        for (Element child : children(parent)) {
            if (child.getNodeName().equals(name)) {
                return child;
            }
        }
        return null;
    }

    private static String text(Element parent, String name) {
        Element child = child(parent, name);
        return child == null ? "" : child.getTextContent();
    }
}
