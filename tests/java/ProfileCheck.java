import java.io.File;
import org.semanticweb.HermiT.Reasoner;
import org.semanticweb.owlapi.apibinding.OWLManager;
import org.semanticweb.owlapi.model.OWLClass;
import org.semanticweb.owlapi.model.OWLOntology;
import org.semanticweb.owlapi.profiles.OWL2DLProfile;
import org.semanticweb.owlapi.profiles.OWLProfileViolation;

/**
 * Asks the OWL API and HermiT what they think of ontologies, one line of answer a finding.
 *
 * java -cp HermiT.jar ProfileCheck.java profile FILE...      every violation of the OWL 2 DL profile
 * java -cp HermiT.jar ProfileCheck.java consistent FILE...   FILE, a tab, true or false
 * java -cp HermiT.jar ProfileCheck.java classes FILE...      every class that can have no member
 *
 * One run takes many files, because starting Java costs more than the reasoning.
 */
public class ProfileCheck {
    public static void main(String[] arguments) throws Exception {
        for (int i = 1; i < arguments.length; i++) {
            OWLOntology ontology =
                OWLManager.createOWLOntologyManager().loadOntologyFromOntologyDocument(new File(arguments[i]));
            if (arguments[0].equals("profile")) {
                for (OWLProfileViolation violation : new OWL2DLProfile().checkOntology(ontology).getViolations()) {
                    System.out.println(arguments[i] + "\t" + violation.toString().replaceAll("\\s+", " "));
                }
                System.out.println(arguments[i] + "\t" + ontology.getLogicalAxiomCount() + " axioms checked");
            } else if (arguments[0].equals("consistent")) {
                System.out.println(arguments[i] + "\t" + new Reasoner(ontology).isConsistent());
            } else if (arguments[0].equals("classes")) {
                Reasoner reasoner = new Reasoner(ontology);
                int tested = 0;
                for (OWLClass one : ontology.getClassesInSignature()) {
                    tested++;
                    if (!one.isOWLNothing() && !reasoner.isSatisfiable(one)) {
                        System.out.println(arguments[i] + "\t" + one.getIRI() + " can have no member");
                    }
                }
                System.out.println(arguments[i] + "\t" + tested + " classes checked");
            } else {
                throw new IllegalArgumentException("write profile, consistent or classes, then files");
            }
        }
    }
}
